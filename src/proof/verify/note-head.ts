import type pg from 'pg';
import { openNote, type Verifier } from '../signing/signed-note.js';
import { readTreeHead, type TreeHead } from '../signing/tree-head.js';
import type { HeldHead } from './log-checker.js';

/** A checkpoint given by the user. @throws Error if none of the log's keys has signed it */
export async function headInNote(pool: pg.Pool, note: string, from: string): Promise<TreeHead & HeldHead> {
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
