import type pg from 'pg';
import { keptCheckpoint } from '../open-proofs.js';
import type { HeldHead } from './log-checker.js';

/** The checkpoint that a server stored in DATA_DIR, if any: it is outside the database, so it reveals a roll-back. */
export async function headInDataDir(pool: pg.Pool, dataDir: string): Promise<HeldHead[]> {
  const head = (await keptCheckpoint(pool, dataDir)).read();
  return head ? [{ ...head, from: `in ${dataDir}`, withStreams: true }] : [];
}
