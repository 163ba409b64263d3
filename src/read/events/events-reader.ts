import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { LogReader } from '../../event-store/read.js';
import type { ReadAnswer } from '../basis/as-of-query.js';
import { cloudEventText } from './cloud-events.js';

/** The log in order, so that a client can keep a copy of it. */
export class EventsReader {
  private readonly log: LogReader;

  constructor(pool: pg.Pool) {
    this.log = new LogReader(pool);
  }

  /**
   * Events after a position. A full page never changes, because events are only added at the end; the last page may grow.
   * @param after 0 for the beginning
   */
  async answer(after: number, limit: number): Promise<ReadAnswer & { next?: string }> {
    const head = await this.log.head();
    const events = await this.log.readAfter(after, limit, { upTo: head.position });
    const full = events.length === limit;
    const last = events.at(-1)?.position ?? after;
    const next = full && last < head.position ? `/v1/events?after=${last}&limit=${limit}` : undefined;
    const basis = { position: full ? last : head.position };
    return {
      body: answerText({
        basis: JSON.stringify(basis),
        content: { items: arrayText(events.map(cloudEventText)) },
        next,
      }),
      pinned: full && next !== undefined,
      ...(next !== undefined && { next }),
    };
  }
}
