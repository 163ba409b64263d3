import type pg from 'pg';
import { base64Of } from '../merkle/hashing.js';
import { BUCKETS, bucketOf, type StreamEntry } from '../stream-map.js';
import type { Checkpoint } from './checkpoints.js';
import { leavesOfStream, type LogLeaf } from './leaves.js';
import { storedTree } from './stored-tiles.js';

/** Every event of a stream up to a checkpoint, with proofs that each is in the log and that none is missing. */
export interface StreamProof {
  checkpoint: Checkpoint;
  /** The bucket of the map for the stream, and the hashes next to its path to the root. */
  map: { bucket: number; entries: StreamEntry[]; hashes: string[] };
  events: (LogLeaf & { hashes: string[] })[];
}

/** @param db a snapshot in which this is the last checkpoint */
export async function proveStream(
  db: pg.ClientBase,
  stream: string,
  checkpoint: Checkpoint,
): Promise<StreamProof> {
  const bucket = bucketOf(stream);
  const { rows: entries } = await db.query<StreamEntry>({
    name: 'proof-bucket',
    text: 'SELECT stream, version, position FROM proof.streams WHERE bucket = $1 ORDER BY stream',
    values: [bucket],
  });
  const [beside = []] = await storedTree(db, 'streams').inclusion([bucket], BUCKETS);
  const leaves = await leavesOfStream(db, stream, checkpoint.size);
  const paths = await storedTree(db, 'log').inclusion(
    leaves.map(({ position }) => position - 1),
    checkpoint.size,
  );
  return {
    checkpoint,
    map: { bucket, entries, hashes: base64Of(beside) },
    events: leaves.map((leaf, i) => ({ ...leaf, hashes: base64Of(paths[i] ?? []) })),
  };
}
