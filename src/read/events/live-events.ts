import type pg from 'pg';
import type { AppendNotifications } from '../../event-store/append-notifications.js';
import { LogReader } from '../../event-store/read.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { cloudEventText } from './cloud-events.js';
import { asksHeaders, passing, type EventFilters } from './event-filters.js';

/** Most events held in memory for one follower. */
const PAGE = 20;
/** How often to poll without an append notification, in milliseconds. */
const POLL_MS = 1000;

/** The next page of a follower: events, as CloudEvents, and the position up to which there are no others. */
export interface LivePage {
  events: { position: number; text: string }[];
  position: number;
}

/** Follows the log as it grows. */
export class LiveEvents {
  private readonly log: LogReader;

  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
    private readonly notifications: Pick<AppendNotifications, 'waitBeyond'>,
  ) {
    this.log = new LogReader(pool);
  }

  async head(): Promise<number> {
    return (await this.log.head()).position;
  }

  /**
   * All events after a position, each once and in order, without an end: positions have no gaps, and a readable position is
   * committed with all before it. A page without events means that the follower is up to date; the next one waits for events.
   * @throws DomainProblem `not-caught-up` if the facts are needed and do not reach the position in time
   */
  async *follow(after: number, filters: EventFilters, signal: AbortSignal): AsyncGenerator<LivePage> {
    for (let position = after; !signal.aborted;) {
      const events = await this.log.readAfter(position, PAGE);
      position = events.at(-1)?.position ?? position;
      if (events.length > 0 && asksHeaders(filters)) await this.known.caughtUp(position);
      const passed = await passing(this.pool, events, filters);
      yield {
        events: passed.map((event) => ({ position: event.position, text: cloudEventText(event) })),
        position,
      };
      if (events.length === 0) await this.notifications.waitBeyond(position, POLL_MS, signal);
    }
  }
}
