import type pg from 'pg';
import { LogReader } from '../../event-store/read.js';

/** How far a projection is behind the log, and whether it is parked. */
export interface Projection {
  name: string;
  checkpoint: number;
  /** Events that it has not handled yet. */
  lag: number;
  /** The event that it cannot handle: everything else continues, this projection waits for an administrator. */
  parked: { position: number; reason: string; at: string } | null;
}

/** The projections of the log, for operators. */
export class ProjectionsReader {
  constructor(private readonly pool: pg.Pool) {}

  async all(): Promise<Projection[]> {
    const { position: head } = await new LogReader(this.pool).head();
    const { rows } = await this.pool.query<{
      name: string;
      checkpoint: number;
      position: number | null;
      reason: string;
      at: string;
    }>(
      `SELECT name, checkpoint, parked_position AS position, parked_reason AS reason, log.instant_text(parked_at) AS at
       FROM log.subscriptions ORDER BY name`,
    );
    return rows.map(({ name, checkpoint, position, reason, at }) => ({
      name,
      checkpoint,
      // The checkpoint is read after the head, so it may be beyond it.
      lag: Math.max(0, head - checkpoint),
      parked: position === null ? null : { position, reason, at },
    }));
  }
}
