import { randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { People, type Person, type Subject } from './people.js';

/** How long a person is remembered without asking the database, in milliseconds. */
const REMEMBERED_MS = 60_000;
const REMEMBERED_PEOPLE = 10_000;

const RFC3339 = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** People in the table access.people. */
export class PostgresPeople extends People {
  private readonly remembered = new LRUCache<string, string>({ max: REMEMBERED_PEOPLE, ttl: REMEMBERED_MS });

  /** @param pool a pool that can write; its owner ends it */
  constructor(private readonly pool: pg.Pool) {
    super();
  }

  async idOf({ issuer, subject, name }: Subject): Promise<string> {
    const key = JSON.stringify([issuer, subject, name]);
    const known = this.remembered.get(key);
    if (known !== undefined) return known;
    const { rows } = await this.pool.query<{ id: string }>(
      `INSERT INTO access.people AS kept (id, issuer, subject, name) VALUES ($1, $2, $3, $4)
       ON CONFLICT (issuer, subject) DO UPDATE SET name = EXCLUDED.name, last_seen_at = now() RETURNING kept.id`,
      [randomBytes(8).toString('hex'), issuer, subject, name],
    );
    const id = rows[0]?.id ?? '';
    this.remembered.set(key, id);
    return id;
  }

  async list(): Promise<Person[]> {
    const { rows } = await this.pool.query<Person>(
      `SELECT id, name, ${RFC3339('first_seen_at')} AS "firstSeenAt", ${RFC3339('last_seen_at')} AS "lastSeenAt"
       FROM access.people ORDER BY first_seen_at DESC, id`,
    );
    return rows;
  }

  async forget(id: string): Promise<boolean> {
    const { rowCount } = await this.pool.query('DELETE FROM access.people WHERE id = $1', [id]);
    this.remembered.clear();
    return rowCount === 1;
  }
}
