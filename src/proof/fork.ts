import type pg from 'pg';
import { DatabaseError } from '../database/database-error.js';
import { inTransaction } from '../database/transaction.js';
import { currentIdentity, IDENTITY_LOCK, register, type KeySettings } from './signing/identity.js';
import { putSeedAside, readSeed } from './signing/seed-file.js';
import { signerOf, verifierText } from './signing/signed-note.js';
import { keptCheckpoint } from './open-proofs.js';

/** The old and the new key, in the form that verifiers exchange. */
export interface Forked {
  before: string | null;
  after: string;
}

/**
 * Accepts that the log was rolled back behind published checkpoints. From now on it is another log, with a new name and a new
 * key, so that it cannot be taken for the continuation of the old one. Tree and map are built again.
 * @throws DatabaseError if LOG_KEY or LOG_ORIGIN are still the old ones
 */
export async function forkLog(pool: pg.Pool, settings: KeySettings): Promise<Forked> {
  const kept = await keptCheckpoint(pool, settings.DATA_DIR);
  const forked = await inTransaction(pool, async (tx) => {
    await tx.query(IDENTITY_LOCK);
    const before = await currentIdentity(tx);
    const number = (before?.number ?? 0) + 1;
    if (before) {
      if (settings.LOG_ORIGIN === before.verifier.name)
        throw new DatabaseError('LOG_ORIGIN is the name of the log that was lost: set another, or none.');
      if (isKeyOf(settings, before.verifier.publicKey))
        throw new DatabaseError('LOG_KEY is the key of the log that was lost: set another, or none.');
      putSeedAside(settings.DATA_DIR, String(before.number));
    }
    await tx.query(`DELETE FROM proof.tiles; DELETE FROM proof.streams; UPDATE proof.covered SET size = 0`);
    const { identity } = await register(tx, settings, number);
    return {
      before: before && verifierText(before.verifier),
      after: verifierText(identity.verifier),
      name: String(number - 1),
    };
  });
  await kept.putAside(forked.name);
  return forked;
}

function isKeyOf({ LOG_KEY }: KeySettings, publicKey: Buffer): boolean {
  return LOG_KEY !== undefined && signerOf('x', readSeed(LOG_KEY)).publicKey.equals(publicKey);
}
