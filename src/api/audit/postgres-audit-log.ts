import type pg from 'pg';
import { instantSql } from '../../database/column-text.js';
import { type Act, AuditLog, type KeptAct, type Outcome } from './audit-log.js';

/** Acts in the tables access.audit and access.audit_outcomes, which only grow. */
export class PostgresAuditLog extends AuditLog {
  /** @param pool a pool that can write; its owner ends it */
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  async begin({ actor, act, target, address, requestId }: Act): Promise<number> {
    const { rows } = await this.pool.query<{ id: number }>(
      `INSERT INTO access.audit (actor, act, target, details, address, request_id, begun) VALUES ($1, $2, $3, '{}', $4, $5, true)
       RETURNING id`,
      [actor, act, target, address, requestId],
    );
    if (!rows[0]) throw new Error('The audit kept no row');
    return rows[0].id;
  }

  async end(id: number, { refused, target, details }: Outcome): Promise<void> {
    await this.pool.query(
      'INSERT INTO access.audit_outcomes (act, refused, target, details) VALUES ($1, $2, $3, $4)',
      [id, refused, target, JSON.stringify(details)],
    );
  }

  async list(limit: number, before?: number): Promise<KeptAct[]> {
    const { rows } = await this.pool.query<KeptAct & { known: boolean }>(
      `SELECT id, ${instantSql('at')} AS at, actor, audit.act,
         coalesce(o.target, audit.target) AS target, coalesce(o.details, audit.details) AS details, address,
         request_id AS "requestId", (NOT begun OR o.act IS NOT NULL) AS known
       FROM access.audit LEFT JOIN access.audit_outcomes o ON o.act = audit.id
       WHERE id < $2 AND o.refused IS NOT TRUE ORDER BY id DESC LIMIT $1`,
      [limit, before ?? Number.MAX_SAFE_INTEGER],
    );
    return rows.map(({ known, ...act }) => ({ ...act, ...(!known && { outcome: 'unknown' as const }) }));
  }
}
