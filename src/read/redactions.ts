import type pg from 'pg';
import { policyOf } from '../domain/stream.js';

/** An erasure by law: what it took, and since when it is known. */
export interface Erasure {
  /** Of the erased event, and of the event that says so. */
  position: number;
  by: number;
  /** When that was recorded: RFC 3339 UTC, six decimals. */
  byRecordedAt: string;
  policyId: string;
  /** The fields whose values are gone. */
  fields: readonly string[];
}

interface Row {
  generation: number;
  erasures: (Omit<Erasure, 'policyId' | 'fields'> & { stream: string; fields: string[] | null })[] | null;
}

/** How old the list may be, in milliseconds: so long a process may still give a remembered answer. */
const FRESH_MS = 500;

/** All erasures, re-read at most twice a second. */
export class Redactions {
  private known: readonly Erasure[] = [];
  private seen = '';
  private readAt = -Infinity;
  private reading: Promise<void> | null = null;

  /** @param onChange called when there is another erasure, or the read tables were made anew: what was remembered may hold it */
  constructor(
    private readonly pool: pg.Pool,
    private readonly onChange: () => void,
  ) {}

  /** Without the database the list stays as it was: what needs the database says what is wrong with it. */
  async all(): Promise<readonly Erasure[]> {
    if (performance.now() - this.readAt > FRESH_MS)
      await (this.reading ??= this.read().finally(() => {
        this.reading = null;
      }));
    return this.known;
  }

  private async read(): Promise<void> {
    const rows = await this.pool
      .query<Row>({ name: 'redactions', text: SQL })
      .then((answer) => answer.rows)
      .catch(() => null);
    if (!rows) return;
    const { generation = 0, erasures } = rows[0] ?? {};
    this.known = (erasures ?? []).map(({ stream, fields, ...erasure }) => ({
      ...erasure,
      policyId: policyOf(stream),
      fields: fields ?? [],
    }));
    this.readAt = performance.now();
    const seen = `${generation} ${this.known.length}`;
    if (this.seen !== '' && this.seen !== seen) this.onChange();
    this.seen = seen;
  }
}

const SQL = `SELECT current AS generation, (
    SELECT json_agg(json_build_object('position', r.position, 'by', r.redacted_by, 'byRecordedAt', log.instant_text(said.recorded_at),
      'stream', said.stream, 'fields', said.payload::json -> 'skeleton' -> 'fields'))
    FROM log.redactions AS r JOIN log.events AS said ON said.position = r.redacted_by) AS erasures
  FROM read.generation`;
