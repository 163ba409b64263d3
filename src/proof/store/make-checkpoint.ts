import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { Identity } from '../identity/identity.js';
import { signNote, type Signer } from '../note/signed-note.js';
import { treeHeadText } from '../note/tree-head.js';
import { lastCheckpoint } from './checkpoints.js';
import { extendLogTree } from './extend-log-tree.js';
import { extendStreamMap } from './extend-stream-map.js';
import { storedTree } from './stored-tiles.js';
import { BUCKETS } from '../stream-map.js';

/** Shortest time between two checkpoints, over all servers, in milliseconds. */
export const PACE_MS = 1000;
/** Most events that one checkpoint adds: after a long import further ones follow. */
const MOST_EVENTS = 100_000;

/** The result; null: the log has not grown. */
export type Made = {
  /** How long to wait before the next may be made, in milliseconds. */
  waitMs: number;
  /** The log has grown by more than one checkpoint can add. */
  behind: boolean;
} | null;

/**
 * Adds the new events to tree and map, and signs and stores the checkpoint, all in one transaction: so tree, map and last
 * checkpoint agree in every snapshot, and of two servers the second one finds that the first was faster.
 */
export function makeCheckpoint(pool: pg.Pool, { number }: Identity, signer: Signer): Promise<Made> {
  return inTransaction(pool, async (tx) => {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtext('proof.checkpoint'), 0)`);
    const last = await lastCheckpoint(tx, number);
    const { covered, head, current } = await extent(tx);
    if (current !== number)
      throw new Error(
        'The log has another name and key since this server started (log fork): start it again.',
      );
    if (last?.size === head) return null;
    // A clock that was set back must not stop the checkpoints.
    if (last && last.ageMs >= 0 && last.ageMs < PACE_MS)
      return { waitMs: PACE_MS - last.ageMs, behind: true };
    const size = Math.min(head, covered + MOST_EVENTS);
    if (size > covered) {
      await extendLogTree(tx, covered, size);
      await extendStreamMap(tx, covered, size);
      await tx.query('UPDATE proof.covered SET size = $1', [size]);
    }
    const root = await storedTree(tx, 'log').root(size);
    const streams = await storedTree(tx, 'streams').root(BUCKETS);
    const note = signNote(treeHeadText({ origin: signer.name, size, root, streams }), signer);
    await tx.query(
      'INSERT INTO proof.checkpoints (identity, size, root, streams, note) VALUES ($1, $2, $3, $4, $5)',
      [number, size, root, streams, note],
    );
    return { waitMs: PACE_MS, behind: size < head };
  });
}

interface Extent {
  covered: number;
  head: number;
  /** The number of the current identity. */
  current: number;
}

async function extent(tx: pg.ClientBase): Promise<Extent> {
  const { rows } = await tx.query<Extent>(
    `SELECT covered.size AS covered, (SELECT max(number) FROM proof.identities) AS current,
       coalesce((SELECT events.position FROM log.events ORDER BY events.position DESC LIMIT 1), 0) AS head
     FROM proof.covered`,
  );
  const found = rows[0] as Extent;
  if (found.head < found.covered)
    throw new Error(
      `The log ends at ${found.head}, but ${found.covered} events were covered by a checkpoint; run: npm run cli -- verify`,
    );
  return found;
}
