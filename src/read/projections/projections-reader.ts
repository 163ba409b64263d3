import type pg from 'pg';
import { LogReader } from '../../event-store/read.js';

/** How far a projection is behind the log, and whether it stands still. */
export interface Projection {
  name: string;
  checkpoint: number;
  /** Events it has not taken in yet. */
  lag: number;
  /** The event it can't get over: everything else goes on, this waits for an administrator. */
  parked: { position: number; reason: string; at: string } | null;
}

/** The projections of the log, for those who run the service. */
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
      // Read after the head, a checkpoint may be beyond it.
      lag: Math.max(0, head - checkpoint),
      parked: position === null ? null : { position, reason, at },
    }));
  }
}
