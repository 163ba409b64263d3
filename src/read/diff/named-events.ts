import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { PolicyEvent } from '../../domain/policy-event.js';
import { decodeEvent, type LoggedEvent } from '../../domain/stored-event.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { contentSql } from '../../event-store/stored-events.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';

/** Most characters of all remembered payloads together; decoded they take some five times as much memory. */
const REMEMBERED_CHARACTERS = 4 * 1024 * 1024;

type Row = LoggedEvent & { stream: string };

/** Events of many policies by their ids, decoded. */
export class NamedEvents {
  private readonly remembered = new LRUCache<string, PolicyEvent>({ maxSize: REMEMBERED_CHARACTERS });
  /** Changes when everything is forgotten: what was read before is not remembered after. */
  private epoch = 0;

  constructor(private readonly pool: pg.Pool) {}

  /** Forgets all that was remembered. */
  forget(): void {
    this.epoch += 1;
    this.remembered.clear();
  }

  /**
   * The events that are named up to the later position, and all events of the policies between the positions.
   * @returns by policy id, in the order of the log
   */
  async of(
    policies: readonly { id: string; eventIds: ReadonlySet<string> }[],
    { from, to }: { from: number; to: number },
  ): Promise<ReadonlyMap<string, PolicyEvent[]>> {
    const { epoch } = this;
    const found = new Map(policies.map(({ id }) => [id, new Map<string, PolicyEvent>()]));
    const missing: string[] = [];
    for (const { id, eventIds } of policies)
      for (const eventId of eventIds) {
        const event = this.remembered.get(eventId);
        if (event) found.get(id)?.set(eventId, event);
        else missing.push(eventId);
      }
    const rows = [
      ...(missing.length > 0 ? await this.read(NAMED, [missing]) : []),
      ...(from !== to && policies.length > 0
        ? await this.read(BETWEEN, [
            policies.map(({ id }) => streamOf(id)),
            Math.min(from, to),
            Math.max(from, to),
          ])
        : []),
    ];
    await mapYielding(rows, (row) => {
      const events = found.get(policyOf(row.stream));
      if (!events || events.has(row.eventId)) return;
      const event = decodeEvent(row);
      events.set(row.eventId, event);
      if (epoch === this.epoch) this.remembered.set(row.eventId, event, { size: row.payload.length });
    });
    return new Map(
      [...found].map(([id, events]) => [id, [...events.values()].sort((a, b) => a.position - b.position)]),
    );
  }

  private async read(statement: { name: string; text: string }, values: unknown[]): Promise<Row[]> {
    return (await this.pool.query<Row>({ ...statement, values })).rows;
  }
}

const eventsWhere = (condition: string): string => `
  SELECT e.stream, e.position, e.event_id AS "eventId", e.kind, e.schema_version AS "schemaVersion", ${contentSql('e')}, e.actor,
    log.instant_text(e.recorded_at) AS "recordedAt", log.instant_text(e.ingested_at) AS "ingestedAt"
  FROM log.events AS e WHERE ${condition}`;
const NAMED = { name: 'events-named', text: eventsWhere('e.event_id = ANY ($1::uuid[])') };
const BETWEEN = {
  name: 'events-between',
  text: eventsWhere('e.stream = ANY ($1::text[]) AND e.position > $2 AND e.position <= $3'),
};
