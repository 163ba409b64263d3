import { completeRoot, sha256 } from './merkle/hashing.js';

/**
 * The map of streams: all streams and their last events. An inclusion proof cannot show that no later event of a stream was
 * left out; a checkpoint can, because it commits to this map.
 */

/** Buckets: by the first two bytes of sha256(stream). */
export const BUCKETS = 65_536;

/** The last event of a stream. */
export interface StreamEntry {
  stream: string;
  /** Of its last event. */
  version: number;
  position: number;
}

/** 0 to 65,535. */
export const bucketOf = (stream: string): number => sha256(Buffer.from(stream)).readUInt16BE(0);

/** In the order of unsigned UTF-8 bytes, which is the order of hashing in a bucket. */
export const inStreamOrder = (a: StreamEntry, b: StreamEntry): number =>
  Buffer.compare(Buffer.from(a.stream), Buffer.from(b.stream));

/** The hash of a bucket: sha256(0x00 ‖ each entry: length int4, stream, version int8, position int8; big-endian). */
export function bucketHash(entries: readonly StreamEntry[]): Buffer {
  const parts = entries.map(({ stream, version, position }) => {
    const name = Buffer.from(stream);
    const bytes = Buffer.alloc(4 + name.length + 16);
    bytes.writeInt32BE(name.length, 0);
    name.copy(bytes, 4);
    bytes.writeBigInt64BE(BigInt(version), 4 + name.length);
    bytes.writeBigInt64BE(BigInt(position), 12 + name.length);
    return bytes;
  });
  return sha256(Buffer.concat([Buffer.of(0x00), ...parts]));
}

/** The hash of a bucket without streams. */
export const EMPTY_BUCKET: Buffer = bucketHash([]);

/** The root of the whole map. */
export function streamsRoot(entries: Iterable<StreamEntry>): Buffer {
  const byBucket = new Map<number, StreamEntry[]>();
  for (const entry of entries) {
    const bucket = bucketOf(entry.stream);
    const known = byBucket.get(bucket);
    if (known) known.push(entry);
    else byBucket.set(bucket, [entry]);
  }
  const hashes = Array.from({ length: BUCKETS }, (_, bucket) => {
    const inside = byBucket.get(bucket);
    return inside ? bucketHash(inside.sort(inStreamOrder)) : EMPTY_BUCKET;
  });
  return completeRoot(hashes);
}
