import type pg from 'pg';
import { jsonBytes } from '../../database/json-bytes.js';
import type { StoredEvent } from '../../event-store/event.js';
import { decodeEvent } from '../../domain/stored-event.js';
import { AMENDED, amend, REGISTERED, type PolicyHeader, type Skeleton } from '../../domain/policy-event.js';
import { developmentWords, headerWords, rulingWords, tokensOf } from '../../domain/search-text.js';
import { contentSql } from '../../event-store/stored-events.js';
import { standIn } from '../../domain/redaction.js';
import { policyOf } from '../../domain/stream.js';
import { STILL_KNOWN } from '../facts/table.js';

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
    if (closed.length > 0) await tx.query(CLOSE.replace('{table}', this.table), [jsonBytes(closed)]);
    if (rows.length > 0) await tx.query(INSERT.replace('{table}', this.table), [jsonBytes(rows)]);
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

/** A text that can be found from a position on. */
interface Document {
  policyId: string;
  source: string;
  knownFrom: number;
  knownTo: number | null;
  text: string;
}

/** The new documents of an event, and the source whose documents it closes. */
interface DocumentChange {
  closes: string | null;
  opens: Document | null;
}

/** Longest text of one row, in characters, and the overlap with the next part. */
const PART = 20_000;
const OVERLAP = 200;

/** @param tx for reading the header that an amendment changes */
async function documentChange(event: StoredEvent, tx: pg.ClientBase): Promise<DocumentChange> {
  const decoded = decodeEvent(event);
  const policyId = policyOf(event.stream);
  const document = (source: string, text: string): Document => ({
    policyId,
    source,
    knownFrom: event.position,
    knownTo: null,
    text,
  });
  if (decoded.type === 'registered')
    return { closes: null, opens: document(policyId, headerWords(decoded.header)) };
  if (decoded.type === 'amended')
    return { closes: policyId, opens: document(policyId, headerWords(await headerAt(event, tx))) };
  if (decoded.type === 'ruling')
    return { closes: null, opens: document(decoded.eventId, rulingWords(decoded)) };
  if (decoded.type === 'redaction') return { closes: null, opens: null };
  if (decoded.type === 'retraction') return { closes: decoded.data.retracts, opens: null };
  return {
    closes: decoded.data.corrects ?? null,
    opens: document(decoded.eventId, developmentWords(decoded)),
  };
}

/** The rows of a document: its parts, each with its tokens in the form of a tsvector. */
function rowsOf({ text, ...document }: Document): (Document & { part: number; tokens: string })[] {
  const rows: (Document & { part: number; tokens: string })[] = [];
  for (
    let start = 0, part = 0;
    part === 0 || start + OVERLAP < text.length;
    part += 1, start += PART - OVERLAP
  ) {
    const piece = text.slice(start, start + PART).replaceAll('\0', ' ');
    // Tokens are letters, marks and digits, so nothing has to be escaped.
    const tokens = [...tokensOf(piece)].map((token) => `'${token}'`).join(' ');
    rows.push({ ...document, part, text: Buffer.from(piece).toString(), tokens });
  }
  return rows;
}

async function headerAt({ stream, version }: StoredEvent, tx: pg.ClientBase): Promise<PolicyHeader> {
  const { rows } = await tx.query<{ payload: string; redactedAt: number | null }>(
    `SELECT kind, ${contentSql('events')} FROM log.events
     WHERE events.stream = $1 AND events.version <= $2 AND events.kind = ANY ($3) ORDER BY events.version`,
    [stream, version, [REGISTERED, AMENDED]],
  );
  const [first, ...changes] = rows.map(({ payload, redactedAt }): PolicyHeader => {
    const content: unknown = JSON.parse(payload);
    return (redactedAt === null ? content : standIn(content as Skeleton, redactedAt)) as PolicyHeader;
  });
  if (!first) throw new Error(`${stream} has no registration in its stream`);
  return changes.reduce((header, change) => amend(header, change), first);
}
