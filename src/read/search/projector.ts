import type pg from 'pg';
import type { StoredEvent } from '../../event-store/event.js';
import { STILL_KNOWN } from '../facts/table.js';
import { documentChange, rowsOf, type Document } from './documents.js';

/** Maintains a table of texts: handler of the subscription, and of a rebuild, which fills another table. */
export class SearchProjector {
  /** @param table `read.search`, or the table of a rebuild */
  constructor(private readonly table = 'read.search') {}

  async handle(events: readonly StoredEvent[], tx: pg.ClientBase): Promise<void> {
    const opened = new Map<string, Document>();
    const done: Document[] = [];
    const closed: { source: string; knownTo: number }[] = [];
    for (const event of events) {
      const { closes, opens } = await documentChange(event, tx);
      const own = closes === null ? undefined : opened.get(closes);
      if (own) {
        done.push({ ...own, knownTo: event.position });
        opened.delete(own.source);
      } else if (closes !== null) closed.push({ source: closes, knownTo: event.position });
      if (opens) opened.set(opens.source, opens);
    }
    const rows = [...done, ...opened.values()].flatMap(rowsOf);
    if (closed.length > 0) await tx.query(CLOSE.replace('{table}', this.table), [JSON.stringify(closed)]);
    if (rows.length > 0) await tx.query(INSERT.replace('{table}', this.table), [JSON.stringify(rows)]);
  }
}

const CLOSE = `
  UPDATE {table} AS s SET known_to = c."knownTo"
  FROM json_to_recordset($1) AS c(source text, "knownTo" bigint)
  WHERE s.source = c.source AND s.known_to = ${STILL_KNOWN}`;

const INSERT = `
  INSERT INTO {table} (policy_id, source, part, known_from, known_to, text, tokens)
  SELECT r."policyId", r.source, r.part, r."knownFrom", coalesce(r."knownTo", ${STILL_KNOWN}), r.text, r.tokens::tsvector
  FROM json_to_recordset($1)
    AS r("policyId" text, source text, part integer, "knownFrom" bigint, "knownTo" bigint, text text, tokens text)`;
