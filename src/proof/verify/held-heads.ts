import type pg from 'pg';
import { keptCheckpoint } from '../open-proofs.js';
import { openNote, type Verifier } from '../note/signed-note.js';
import { readTreeHead } from '../note/tree-head.js';
import type { HeldHead } from './log-checker.js';

/** The checkpoint that a server stored in DATA_DIR, if any: it is outside the database, so it reveals a roll-back. */
export async function headInDataDir(pool: pg.Pool, dataDir: string): Promise<HeldHead[]> {
  const head = (await keptCheckpoint(pool, dataDir)).read();
  return head ? [{ ...head, from: `in ${dataDir}`, withStreams: true }] : [];
}

/** A checkpoint given by the user. @throws Error if none of the log's keys has signed it */
export async function headInNote(pool: pg.Pool, note: string, from: string): Promise<HeldHead> {
  const { rows } = await pool.query<Verifier>(
    'SELECT origin AS name, public_key AS "publicKey" FROM proof.identities ORDER BY number DESC',
  );
  const reasons: string[] = [];
  for (const key of rows) {
    try {
      return { ...readTreeHead(openNote(note, key)), from, withStreams: true };
    } catch (error) {
      reasons.push((error as Error).message);
    }
  }
  throw new Error(`${from} is no checkpoint of this log: ${reasons[0] ?? 'the log has no key yet'}.`);
}
