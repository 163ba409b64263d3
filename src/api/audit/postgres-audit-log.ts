import type pg from 'pg';
import { type Act, AuditLog, type KeptAct } from './audit-log.js';

/** Acts in the table access.audit, which only grows. */
export class PostgresAuditLog extends AuditLog {
  /** @param pool a pool that can write; its owner ends it */
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  async add({ actor, act, target, details, address, requestId }: Act): Promise<void> {
    await this.pool.query(
      `INSERT INTO access.audit (actor, act, target, details, address, request_id) VALUES ($1, $2, $3, $4, $5, $6)`,
      [actor, act, target, JSON.stringify(details), address, requestId],
    );
  }

  async list(limit: number, before?: number): Promise<KeptAct[]> {
    const { rows } = await this.pool.query<KeptAct>(
      `SELECT id, to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at, actor, act, target, details, address,
         request_id AS "requestId"
       FROM access.audit WHERE id < $2 ORDER BY id DESC LIMIT $1`,
      [limit, before ?? Number.MAX_SAFE_INTEGER],
    );
    return rows;
  }
}
