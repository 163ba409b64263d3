import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import type { Append } from '../../src/event-store/event.js';

/** The log's table with all columns, indexes and checks, but without triggers: the target of plain INSERTs. */
export async function createPlainTable(pool: pg.Pool): Promise<void> {
  await pool.query('DROP TABLE IF EXISTS plain_events');
  await pool.query('CREATE TABLE plain_events (LIKE log.events INCLUDING ALL)');
}

/** The row of an event, without checks and hashes. */
export interface PlainRow {
  position: number;
  stream: string;
  version: number;
  eventId: string;
  kind: string;
  schemaVersion: number;
  payload: string;
  salt: Buffer;
  leafHash: Buffer;
  actor: string;
  correlationId: string | undefined;
  recordedAt: string;
}

/** Numbers rows from 1 and gives each a distinct instant. */
export class PlainRows {
  private position = 0;

  next({ stream, expected, events: [event], actor, correlationId }: Append & { expected: number }): PlainRow {
    if (!event) throw new Error('an append has an event');
    this.position += 1;
    return {
      position: this.position,
      stream,
      version: expected + 1,
      ...event,
      salt: randomBytes(16),
      leafHash: randomBytes(32),
      actor,
      correlationId,
      recordedAt: instant(this.position),
    };
  }
}

/** Microseconds after the start of 2026, as PostgreSQL text. */
const instant = (microseconds: number): string =>
  `${new Date(Date.UTC(2026, 0) + Math.floor(microseconds / 1000)).toISOString().slice(0, 23)}${String(microseconds % 1000).padStart(3, '0')}Z`;
