import type pg from 'pg';
import type { StoredEvent } from './event.js';
import { readStreamParts, type StreamPart } from './stored-events.js';

/** Statements under way at a time, and streams of one statement: of 1 to 4, and 4 to 32, these read most. */
const STATEMENTS = 3;
const STREAMS = 8;

interface Waiting {
  part: StreamPart;
  resolve: (events: StoredEvent[]) => void;
  reject: (error: unknown) => void;
}

/**
 * Reads of streams that are asked for side by side, several in one statement: of a stream of fifty events, half the work is that of the
 * statement and its answer's way, not that of the rows. Up to some statements nothing waits, and a read begins after it was asked for, so it
 * sees all that was committed by then.
 */
export class StreamReads {
  private readonly waiting: Waiting[] = [];
  private underWay = 0;

  constructor(private readonly db: pg.Pool | pg.ClientBase) {}

  /** The events of the part in order; none if the stream does not exist. @throws the error of the statement */
  read(part: StreamPart): Promise<StoredEvent[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ part, resolve, reject });
      if (this.underWay < STATEMENTS) void this.work();
    });
  }

  private async work(): Promise<void> {
    this.underWay += 1;
    for (let group = this.next(); group.length > 0; group = this.next())
      try {
        const parts = group.map(({ part }) => part);
        const read = await readStreamParts(this.db, parts);
        group.forEach(({ resolve }, i) => {
          resolve(read[i] ?? []);
        });
      } catch (error) {
        for (const { reject } of group) reject(error);
      }
    this.underWay -= 1;
  }

  private next(): Waiting[] {
    return this.waiting.splice(0, STREAMS);
  }
}
