import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import { signerOf, type Signer, type Verifier } from './signed-note.js';
import { keptSeed, ownSeed, readSeed } from './seed-file.js';

/** The name and key that sign the log's checkpoints. */
export interface Identity {
  /** 1, plus one for each accepted roll-back. */
  number: number;
  verifier: Verifier;
}

/** Whether this server can sign checkpoints. */
export interface Signing {
  identity: Identity;
  /** Null: this server signs nothing, for `reason`. */
  signer: Signer | null;
  reason?: string;
}

export interface KeySettings {
  DATA_DIR: string;
  LOG_KEY?: string;
  LOG_ORIGIN?: string;
}

interface IdentityRow {
  number: number;
  origin: string;
  publicKey: Buffer;
}

/** Only one process at a time decides the log's identity. */
export const IDENTITY_LOCK = `SELECT pg_advisory_xact_lock(hashtext('proof.identity'), 0)`;

/**
 * The log's identity; registered now with this server's key if it has none yet.
 * @returns without a signer if this server has another key than the registered one, or another LOG_ORIGIN
 */
export function openIdentity(pool: pg.Pool, settings: KeySettings): Promise<Signing> {
  return inTransaction(pool, async (tx) => {
    await tx.query(IDENTITY_LOCK);
    const known = await currentIdentity(tx);
    if (known === null) return register(tx, settings, 1);
    const seed = settings.LOG_KEY === undefined ? keptSeed(settings.DATA_DIR) : readSeed(settings.LOG_KEY);
    const { name, publicKey } = known.verifier;
    if (seed === null)
      return mute(known, `it has no key; that of the log ${name} was made elsewhere: set LOG_KEY to it`);
    if (settings.LOG_ORIGIN !== undefined && settings.LOG_ORIGIN !== name)
      return mute(known, `the log is called ${name}, and a name stays: LOG_ORIGIN is another`);
    const signer = signerOf(name, seed);
    if (!signer.publicKey.equals(publicKey))
      return mute(
        known,
        `its key is not that of the log ${name}, with which others check: set LOG_KEY to that`,
      );
    return { identity: known, signer };
  });
}

/** Registers the server's key, created if needed, under the next number. The caller must hold the lock. */
export async function register(tx: pg.ClientBase, settings: KeySettings, number: number): Promise<Signing> {
  const seed = settings.LOG_KEY === undefined ? ownSeed(settings.DATA_DIR) : readSeed(settings.LOG_KEY);
  const signer = signerOf(settings.LOG_ORIGIN ?? (await defaultOrigin(tx, number)), seed);
  await tx.query('INSERT INTO proof.identities (number, origin, public_key) VALUES ($1, $2, $3)', [
    number,
    signer.name,
    signer.publicKey,
  ]);
  return { identity: { number, verifier: signer }, signer };
}

/** The current identity; null before the first server has started. */
export async function currentIdentity(db: pg.Pool | pg.ClientBase): Promise<Identity | null> {
  const { rows } = await db.query<IdentityRow>(
    'SELECT number, origin, public_key AS "publicKey" FROM proof.identities ORDER BY number DESC LIMIT 1',
  );
  const row = rows[0];
  return row ? { number: row.number, verifier: { name: row.origin, publicKey: row.publicKey } } : null;
}

async function defaultOrigin(tx: pg.ClientBase, number: number): Promise<string> {
  // A random name after a roll-back, because the same backup may be restored twice, and its log continued in two ways.
  if (number > 1) return `policy-timeline/${randomBytes(8).toString('hex')}`;
  const { rows } = await tx.query<{ id: string }>('SELECT id FROM proof.log');
  return `policy-timeline/${rows[0]?.id ?? ''}`;
}

const mute = (identity: Identity, reason: string): Signing => ({
  identity,
  signer: null,
  reason: `This server signs no checkpoints: ${reason}`,
});
