import type pg from 'pg';
import { inTransaction } from '../../database/transaction.js';
import type { Identity } from '../signing/identity.js';
import { signNote, type Signer } from '../signing/signed-note.js';
import { treeHeadText } from '../signing/tree-head.js';
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
    const { covered, head, current, lastSize, ageMs } = await extent(tx, number);
    if (current !== number)
      throw new Error(
        'The log has another name and key since this server started (log fork): start it again.',
      );
    if (lastSize === head) return null;
    // A clock that was set back must not stop the checkpoints.
    if (ageMs !== null && ageMs >= 0 && ageMs < PACE_MS) return { waitMs: PACE_MS - ageMs, behind: true };
    const size = Math.min(head, covered + MOST_EVENTS);
    if (size > covered) {
      await extendLogTree(tx, covered, size);
      await extendStreamMap(tx, covered, size);
    }
    const root = await storedTree(tx, 'log').root(size);
    const streams = await storedTree(tx, 'streams').root(BUCKETS);
    const note = signNote(treeHeadText({ origin: signer.name, size, root, streams }), signer);
    await tx.query({
      name: 'proof-keep-checkpoint',
      text: `WITH extended AS (UPDATE proof.covered SET size = $2)
        INSERT INTO proof.checkpoints (identity, size, root, streams, note) VALUES ($1, $2, $3, $4, $5)`,
      values: [number, size, root, streams, note],
    });
    return { waitMs: PACE_MS, behind: size < head };
  });
}

interface Extent {
  covered: number;
  head: number;
  /** The number of the current identity. */
  current: number;
  /** Of the last checkpoint of this identity; null: it has signed none. */
  lastSize: number | null;
  ageMs: number | null;
}

async function extent(tx: pg.ClientBase, identity: number): Promise<Extent> {
  const { rows } = await tx.query<Extent>({
    name: 'proof-extent',
    text: `SELECT covered.size AS covered, (SELECT max(number) FROM proof.identities) AS current,
       last.size AS "lastSize", (extract(epoch FROM clock_timestamp() - last.made_at) * 1000)::float8 AS "ageMs",
       coalesce((SELECT events.position FROM log.events ORDER BY events.position DESC LIMIT 1), 0) AS head
     FROM proof.covered LEFT JOIN LATERAL (
       SELECT size, made_at FROM proof.checkpoints WHERE identity = $1 ORDER BY size DESC LIMIT 1) AS last ON true`,
    values: [identity],
  });
  const found = rows[0] as Extent;
  if (found.head < found.covered)
    throw new Error(
      `The log ends at ${found.head}, but ${found.covered} events were covered by a checkpoint; run: npm run cli -- verify`,
    );
  return found;
}
