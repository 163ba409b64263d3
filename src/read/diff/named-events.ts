import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { PolicyEvent } from '../../domain/policy-event.js';
import { decodeEvent } from '../../domain/stored-event.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { LogReader } from '../../event-store/read.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';

/** Most characters of all remembered payloads together; decoded they take some five times as much memory. */
const REMEMBERED_CHARACTERS = 4 * 1024 * 1024;

/** Events of many policies by their ids, decoded. */
export class NamedEvents {
  private readonly remembered = new LRUCache<string, PolicyEvent>({ maxSize: REMEMBERED_CHARACTERS });
  /** Changes when everything is forgotten: what was read before is not remembered after. */
  private epoch = 0;

  private readonly log: LogReader;

  constructor(pool: pg.Pool) {
    this.log = new LogReader(pool);
  }

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
    const stored = [
      ...(missing.length > 0 ? await this.log.byEventIds(missing) : []),
      ...(from !== to && policies.length > 0
        ? await this.log.readStreamsBetween(
            policies.map(({ id }) => streamOf(id)),
            Math.min(from, to),
            Math.max(from, to),
          )
        : []),
    ];
    await mapYielding(stored, (one) => {
      const events = found.get(policyOf(one.stream));
      if (!events || events.has(one.eventId)) return;
      const event = decodeEvent(one);
      events.set(one.eventId, event);
      if (epoch === this.epoch) this.remembered.set(one.eventId, event, { size: one.payload.length });
    });
    return new Map(
      [...found].map(([id, events]) => [id, [...events.values()].sort((a, b) => a.position - b.position)]),
    );
  }
}
