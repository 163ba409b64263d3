import { readFile } from 'node:fs/promises';
import type pg from 'pg';
import { DatabaseError } from '../database/database-error.js';
import { LogReader } from '../event-store/read.js';
import type { Identity } from './signing/identity.js';
import type { KeptCheckpoint } from './kept-checkpoint.js';
import type { TreeHead } from './signing/tree-head.js';
import { checkpointOfSize } from './store/checkpoints.js';
import { headInNote } from './verify/note-head.js';

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
  if (head) await refuseLess(pool, identity, head, 'this server has handed out a checkpoint');
}

/**
 * The same with a checkpoint that is kept elsewhere: it also protects a server with an empty DATA_DIR, and shows a standby that was
 * promoted without all that the primary had acknowledged.
 *
 * @param place a file, or an address that answers with the signed note, such as `/v1/log/checkpoint` of a copy
 * @throws DatabaseError like refuseRolledBack, or if there is no checkpoint of this log
 */
export async function refuseBehindHeld(pool: pg.Pool, identity: Identity, place: string): Promise<void> {
  let head: TreeHead;
  try {
    head = await headInNote(pool, await noteAt(place), `the checkpoint of LOG_CHECKPOINT (${place})`);
  } catch (cause) {
    throw new DatabaseError(
      `LOG_CHECKPOINT ${place} cannot be used: ${(cause as Error).message} Repair it, or leave LOG_CHECKPOINT out to start without this check.`,
      { cause },
    );
  }
  await refuseLess(pool, identity, head, `LOG_CHECKPOINT is a checkpoint`);
}

const PATIENCE_MS = 5000;

async function noteAt(place: string): Promise<string> {
  if (!/^https?:/.test(place)) return readFile(place, 'utf8');
  const answer = await fetch(place, { signal: AbortSignal.timeout(PATIENCE_MS) });
  if (!answer.ok) throw new Error(`it was answered ${answer.status}.`);
  return answer.text();
}

async function refuseLess(pool: pg.Pool, identity: Identity, head: TreeHead, whose: string): Promise<void> {
  const { rows } = await pool.query<{ origin: string }>('SELECT origin FROM proof.identities');
  const isForked =
    head.origin !== identity.verifier.name && rows.some(({ origin }) => origin === head.origin);
  if (isForked) return; // the roll-back was accepted, on another server
  const { position: size } = await new LogReader(pool).head();
  if (size < head.size)
    throw new DatabaseError(
      `The log ends at position ${size}, but ${whose} of ${head.size} events: the database was rolled back. ${REMEDY}`,
    );
  const same = await checkpointOfSize(pool, identity.number, head.size);
  if (!same?.root.equals(head.root))
    throw new DatabaseError(
      `The log is not the one of which ${whose} of ${head.size} events: the database was rolled back. ${REMEDY}`,
    );
}
