import { randomUUID } from 'node:crypto';
import type pg from 'pg';

/** Somebody else holds the subscription now; what this holder was about to commit is not its business any more. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** Where the subscription stands when the lease is taken. */
export interface Held {
  token: number;
  checkpoint: number;
  parkedPosition: number | null;
}

/**
 * The right to work on a subscription, for a time: a row with an expiry by the server's clock, and a fencing token that goes up with
 * every taking. A holder that was paused beyond its time finds its token outdated and cannot commit.
 */
export class Lease {
  private readonly owner = randomUUID();

  /** @param ms how long it lasts unless renewed */
  constructor(
    private readonly pool: pg.Pool,
    private readonly name: string,
    private readonly ms: number,
  ) {}

  /** Takes the lease if it is free, expired or already ours; null if another holds it. */
  async take(): Promise<Held | null> {
    const { rows } = await this.pool.query<Held>(
      `INSERT INTO log.subscriptions AS s (name, lease_owner, fencing_token, lease_expires_at)
       VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
       ON CONFLICT (name) DO UPDATE
         SET lease_owner = $2, fencing_token = s.fencing_token + 1, lease_expires_at = excluded.lease_expires_at
         WHERE s.lease_owner IS NULL OR s.lease_owner = $2 OR s.lease_expires_at < clock_timestamp()
       RETURNING fencing_token AS token, checkpoint, parked_position AS "parkedPosition"`,
      [this.name, this.owner, this.ms],
    );
    return rows[0] ?? null;
  }

  /** Takes the lease from whoever holds it: what that one was about to commit will be refused. For a rebuild's last step. */
  async seize(): Promise<Held> {
    const { rows } = await this.pool.query<Held>(
      `INSERT INTO log.subscriptions AS s (name, lease_owner, fencing_token, lease_expires_at)
       VALUES ($1, $2, 1, clock_timestamp() + $3 * interval '1 millisecond')
       ON CONFLICT (name) DO UPDATE
         SET lease_owner = $2, fencing_token = s.fencing_token + 1, lease_expires_at = excluded.lease_expires_at
       RETURNING fencing_token AS token, checkpoint, parked_position AS "parkedPosition"`,
      [this.name, this.owner, this.ms],
    );
    return rows[0] as Held;
  }

  /** @throws LeaseLost */
  async renew({ token }: Held): Promise<Held> {
    const { rows } = await this.pool.query<Held>(
      `UPDATE log.subscriptions SET lease_expires_at = clock_timestamp() + $3 * interval '1 millisecond'
       WHERE name = $1 AND fencing_token = $2
       RETURNING fencing_token AS token, checkpoint, parked_position AS "parkedPosition"`,
      [this.name, token, this.ms],
    );
    return rows[0] ?? this.lost();
  }

  /**
   * Moves the checkpoint within the transaction of the work it stands for, and renews the lease. It comes last in the transaction, so
   * that the row is locked for a moment only.
   *
   * @throws LeaseLost; the transaction must then be rolled back
   */
  async advance(tx: pg.ClientBase, { token }: Held, checkpoint: number): Promise<void> {
    const { rowCount } = await tx.query(
      `UPDATE log.subscriptions SET checkpoint = $3, lease_expires_at = clock_timestamp() + $4 * interval '1 millisecond'
       WHERE name = $1 AND fencing_token = $2 AND checkpoint < $3 AND parked_position IS NULL`,
      [this.name, token, checkpoint, this.ms],
    );
    if (rowCount !== 1) this.lost();
  }

  /** Marks the position that cannot be handled, for all to see. @throws LeaseLost */
  async park({ token }: Held, position: number, reason: string): Promise<void> {
    const { rowCount } = await this.pool.query(
      `UPDATE log.subscriptions SET parked_position = $3, parked_reason = $4, parked_at = clock_timestamp()
       WHERE name = $1 AND fencing_token = $2`,
      [this.name, token, position, reason],
    );
    if (rowCount !== 1) this.lost();
  }

  async release({ token }: Held): Promise<void> {
    await this.pool.query(
      `UPDATE log.subscriptions SET lease_owner = NULL, lease_expires_at = NULL WHERE name = $1 AND fencing_token = $2`,
      [this.name, token],
    );
  }

  private lost(): never {
    throw new LeaseLost(`The lease of subscription ${this.name} has gone to another process.`);
  }
}
