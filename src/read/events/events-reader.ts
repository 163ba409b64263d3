import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import type { ReadAnswer } from '../basis/as-of-query.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { cloudEventText } from './cloud-events.js';
import { asksHeaders, passing, type EventFilters } from './event-filters.js';

/** Events read at once where filters leave out most of them. */
const PAGE = 1000;
/** Events looked at for one answer: a rare kind must not let a request read the whole log. */
const MOST = 20_000;

export interface EventsQuery extends EventFilters {
  /** 0 for the beginning. */
  after: number;
  limit: number;
}

interface Found {
  events: StoredEvent[];
  /** The position up to which all was looked at. */
  through: number;
  head: number;
}

/** The log in order, so that a client can keep a copy of it. */
export class EventsReader {
  private readonly log: LogReader;

  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {
    this.log = new LogReader(pool);
  }

  /**
   * Events after a position. A page with a next one never changes, because events are only added at the end; the last page may grow.
   * A page may hold fewer than `limit` and have a next one: filters had left out all that was looked at.
   * @param options.batch the events alone, as the CloudEvents JSON batch format has them
   * @throws DomainProblem `not-caught-up` if the facts are needed and don't get there
   */
  async answer(query: EventsQuery, { batch = false } = {}): Promise<ReadAnswer & { next?: string }> {
    const { events, through, head } = await this.find(query);
    const items = arrayText(events.map(cloudEventText));
    const next = through < head ? nextPath(query, through) : undefined;
    const basis = JSON.stringify({ position: Math.min(through, head) });
    return {
      body: batch ? items : answerText({ basis, content: { items }, next }),
      pinned: next !== undefined,
      ...(next !== undefined && { next }),
    };
  }

  private async find({ after, limit, ...filters }: EventsQuery): Promise<Found> {
    const { position: head } = await this.log.head();
    const isFiltered = Object.values<string | undefined>(filters).some((filter) => filter !== undefined);
    if (asksHeaders(filters)) await this.known.caughtUp(head);
    const page = isFiltered ? PAGE : limit;
    const events: StoredEvent[] = [];
    let through = after;
    for (let looked = 0; through < head && looked < MOST && events.length < limit; looked += page) {
      const read = await this.log.readAfter(through, page, { upTo: head });
      events.push(...(await passing(this.pool, read, filters)));
      through = read.length < page ? head : (read.at(-1)?.position ?? head);
    }
    if (events.length < limit || !isFiltered) return { events, through, head };
    const shown = events.slice(0, limit);
    return { events: shown, through: shown.at(-1)?.position ?? through, head };
  }
}

function nextPath({ after: _, limit, ...filters }: EventsQuery, through: number): string {
  const more = Object.entries<string | undefined>(filters).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const query = new URLSearchParams([['after', String(through)], ...more, ['limit', String(limit)]]);
  return `/v1/events?${query.toString()}`;
}
