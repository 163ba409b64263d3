import type pg from 'pg';
import { DatabaseError } from '../database/database-error.js';
import { LogReader } from '../event-store/read.js';
import type { Identity } from './identity/identity.js';
import type { KeptCheckpoint } from './kept-checkpoint.js';
import { checkpointOfSize } from './store/checkpoints.js';

const REMEDY =
  'Put back the newest backup, or, if those events are lost for good, run: npm run cli -- log fork --accept';

/**
 * Compares the database with the highest checkpoint that this server has published, which is stored outside of it.
 * @throws DatabaseError if the database holds less, or something else: it was rolled back to a backup, or exchanged
 */
export async function refuseRolledBack(
  pool: pg.Pool,
  identity: Identity,
  kept: KeptCheckpoint,
): Promise<void> {
  const head = kept.read();
  if (head === null) return;
  const { rows } = await pool.query<{ origin: string }>('SELECT origin FROM proof.identities');
  const isForked =
    head.origin !== identity.verifier.name && rows.some(({ origin }) => origin === head.origin);
  if (isForked) return; // the roll-back was accepted, on another server
  const { position: size } = await new LogReader(pool).head();
  if (size < head.size)
    throw new DatabaseError(
      `The log ends at position ${size}, but this server has handed out a checkpoint of ${head.size} events: the database was rolled back. ${REMEDY}`,
    );
  const same = await checkpointOfSize(pool, identity.number, head.size);
  if (!same?.root.equals(head.root))
    throw new DatabaseError(
      `The log is not the one of which this server has handed out a checkpoint of ${head.size} events: the database was rolled back. ${REMEDY}`,
    );
}
