import type pg from 'pg';
import type { PlainRow } from './plain-table.js';

const MOST_ROWS = 500;

interface Waiting {
  row: PlainRow;
  resolve: () => void;
  reject: (error: unknown) => void;
}

/** A plain INSERT of many rows, batched as the log batches appends, one in flight: no lock, no check, no hash. */
export class CoalescedInsert {
  private readonly queue: Waiting[] = [];
  private running: Promise<void> | null = null;

  constructor(private readonly pool: pg.Pool) {}

  insert(row: PlainRow): Promise<void> {
    return new Promise((resolve, reject) => {
      this.queue.push({ row, resolve, reject });
      this.running ??= this.drain();
    });
  }

  private async drain(): Promise<void> {
    await Promise.resolve();
    while (this.queue.length > 0) {
      const batch = this.queue.splice(0, MOST_ROWS);
      try {
        await insertAll(
          this.pool,
          batch.map(({ row }) => row),
        );
        for (const { resolve } of batch) resolve();
      } catch (error) {
        for (const { reject } of batch) reject(error);
      }
    }
    this.running = null;
  }
}

async function insertAll(pool: pg.Pool, rows: readonly PlainRow[]): Promise<void> {
  const column = (read: (row: PlainRow) => unknown) => rows.map(read);
  await pool.query({
    name: 'insert-all',
    text: `INSERT INTO plain_events (position, stream, version, event_id, kind, schema_version, payload, salt, leaf_hash, actor,
        correlation_id, recorded_at)
      SELECT * FROM unnest($1::bigint[], $2::text[], $3::bigint[], $4::uuid[], $5::text[], $6::integer[], $7::text[], $8::bytea[],
        $9::bytea[], $10::text[], $11::text[], $12::timestamptz[])`,
    values: [
      column(({ position }) => position),
      column(({ stream }) => stream),
      column(({ version }) => version),
      column(({ eventId }) => eventId),
      column(({ kind }) => kind),
      column(({ schemaVersion }) => schemaVersion),
      column(({ payload }) => payload),
      column(({ salt }) => salt),
      column(({ leafHash }) => leafHash),
      column(({ actor }) => actor),
      column(({ correlationId }) => correlationId),
      column(({ recordedAt }) => recordedAt),
    ],
  });
}
