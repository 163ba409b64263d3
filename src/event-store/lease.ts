import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { ADVISORY_HOLDERS } from '../database/advisory-holders.js';

/** Another process, or a rebuild, holds the lease; this holder's transaction must be rolled back. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** State of the subscription when the lease is taken. */
export interface HeldLease {
  token: number;
  checkpoint: number;
  parkedPosition: number | null;
}

/**
 * The exclusive right to work on a subscription for a limited time: a row with an expiry by the server's clock and a fencing
 * token that grows each time the lease is taken. A holder that was paused too long finds its token outdated and cannot commit.
 *
 * A holder that stands still within a transaction would keep its rows locked, and no limit of the server ends one that stands still
 * in a COPY. So each transaction carries the token as an advisory lock, and whoever takes the lease ends the sessions that carry an
 * earlier one.
 */
export class Lease {
  private readonly owner = randomUUID();

  /** @param ms how long the lease lasts without renewal */
  constructor(
    private readonly pool: pg.Pool,
    private readonly name: string,
    private readonly ms: number,
  ) {}

  /** Takes the lease if it is free, expired or already ours; null if another process holds it. */
  take(): Promise<HeldLease | null> {
    return this.acquire(
      'WHERE s.lease_owner IS NULL OR s.lease_owner = $2 OR s.lease_expires_at < clock_timestamp()',
    );
  }

  /** Takes the lease from its holder, whose next commit is then refused. For the last step of a rebuild. */
  async seize(): Promise<HeldLease> {
    return (await this.acquire('')) as HeldLease;
  }

  /** @param condition of a lease that is there; empty: none */
  private async acquire(condition: string): Promise<HeldLease | null> {
    await this.evict();
    const { rows } = await this.pool.query<HeldLease>(
      `INSERT INTO log.subscriptions AS s (name, lease_owner, fencing_token, lease_expires_at)
       VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
       ON CONFLICT (name) DO UPDATE
         SET lease_owner = $2, fencing_token = s.fencing_token + 1, lease_expires_at = excluded.lease_expires_at
         ${condition}
       RETURNING fencing_token AS token, checkpoint, parked_position AS "parkedPosition"`,
      [this.name, this.owner, this.ms],
    );
    return rows[0] ?? null;
  }

  /** SQL for the first message of each transaction that works under the lease: the successor can find its session by it. */
  mark({ token }: HeldLease): string {
    return `SELECT pg_advisory_xact_lock(hashtext(${pg.escapeLiteral(markOf(this.name))}), ${token})`;
  }

  /** @throws LeaseLost */
  async renew({ token }: HeldLease): Promise<HeldLease> {
    const { rows } = await this.pool.query<HeldLease>(
      `UPDATE log.subscriptions SET lease_expires_at = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE name = $1 AND fencing_token = $2
       RETURNING fencing_token AS token, checkpoint, parked_position AS "parkedPosition"`,
      [this.name, token, this.ms],
    );
    return rows[0] ?? this.lost();
  }

  /**
   * Moves the checkpoint in the transaction of the work that it covers, and renews the lease. Call it last in the transaction,
   * so that the row is locked only for a moment.
   *
   * @throws LeaseLost; the transaction must then be rolled back
   */
  async advance(tx: pg.ClientBase, { token }: HeldLease, checkpoint: number): Promise<void> {
    const { rowCount } = await tx.query(
      `UPDATE log.subscriptions SET checkpoint = $3, lease_expires_at = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE name = $1 AND fencing_token = $2 AND checkpoint < $3 AND parked_position IS NULL`,
      [this.name, token, checkpoint, this.ms],
    );
    if (rowCount !== 1) this.lost();
  }

  /**
   * Sets the checkpoint of tables made anew, forwards or back, and lifts a park.
   *
   * @throws LeaseLost; the transaction must then be rolled back
   */
  async replace(tx: pg.ClientBase, { token }: HeldLease, checkpoint: number): Promise<void> {
    const { rowCount } = await tx.query(
      `UPDATE log.subscriptions SET checkpoint = $3, parked_position = NULL, parked_reason = NULL, parked_at = NULL
       WHERE name = $1 AND fencing_token = $2`,
      [this.name, token, checkpoint],
    );
    if (rowCount !== 1) this.lost();
  }

  /** Stores the position that cannot be handled and the reason, visible to all processes. @throws LeaseLost */
  async park({ token }: HeldLease, position: number, reason: string): Promise<void> {
    const { rowCount } = await this.pool.query(
      `UPDATE log.subscriptions SET parked_position = $3, parked_reason = $4, parked_at = clock_timestamp()
       WHERE name = $1 AND fencing_token = $2`,
      [this.name, token, position, reason],
    );
    if (rowCount !== 1) this.lost();
  }

  async release({ token }: HeldLease): Promise<void> {
    await this.pool.query(
      `UPDATE log.subscriptions SET lease_owner = NULL, lease_expires_at = NULL WHERE name = $1 AND fencing_token = $2`,
      [this.name, token],
    );
  }

  /**
   * Ends the sessions that work under this lease where it may be taken: their work could not be committed any more. Those of another
   * role cannot be ended; they end by the limit of idle transactions.
   */
  private async evict(): Promise<void> {
    await this.pool.query(
      `SELECT pg_terminate_backend(held.pid)
       FROM log.subscriptions AS s CROSS JOIN ${ADVISORY_HOLDERS}
       WHERE s.name = $1 AND held.classid = (hashtext($3)::bigint & 4294967295)::oid AND held.objid::bigint <= s.fencing_token
         AND (s.lease_owner IS NULL OR s.lease_owner = $2 OR s.lease_expires_at < clock_timestamp())`,
      [this.name, this.owner, markOf(this.name)],
    );
  }

  private lost(): never {
    throw new LeaseLost(
      `The lease of subscription ${this.name} was taken by another process or by a rebuild.`,
    );
  }
}

const markOf = (name: string) => `log.subscriptions/${name}`;
