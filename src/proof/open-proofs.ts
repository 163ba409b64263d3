import type pg from 'pg';
import type { Pools } from '../database/connect.js';
import { openIdentity, type KeySettings } from './signing/identity.js';
import { KeptCheckpoint } from './kept-checkpoint.js';
import { LogProofs } from './log-proofs.js';
import { refuseBehindHeld, refuseRolledBack } from './refuse-rolled-back.js';
import { Sealer } from './sealer.js';

/**
 * Creates the parts that prove the log; the caller starts them.
 * @throws DatabaseError if the database was rolled back behind what this server has published
 */
export async function openProofs(
  settings: KeySettings & { LOG_CHECKPOINT?: string },
  pools: Pick<Pools, 'read' | 'write'>,
  onError: (error: unknown) => void,
): Promise<LogProofs> {
  const kept = await keptCheckpoint(pools.read, settings.DATA_DIR);
  const signing = await openIdentity(pools.write, settings);
  await refuseRolledBack(pools.read, signing.identity, kept);
  if (settings.LOG_CHECKPOINT !== undefined)
    await refuseBehindHeld(pools.read, signing.identity, settings.LOG_CHECKPOINT);
  if (signing.reason !== undefined) onError(new Error(signing.reason));
  return new LogProofs(pools, new Sealer(pools, signing, kept, onError));
}

/** The stored checkpoint of the log in this database. */
export async function keptCheckpoint(pool: pg.Pool, dataDir: string): Promise<KeptCheckpoint> {
  const { rows } = await pool.query<{ id: string }>('SELECT id FROM proof.log');
  return new KeptCheckpoint(dataDir, rows[0]?.id ?? '');
}
