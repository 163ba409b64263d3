import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import {
  bucketHash,
  bucketOf,
  BUCKETS,
  EMPTY_BUCKET,
  inStreamOrder,
  streamsRoot,
} from '../../src/proof/stream-map.js';
import { naivePath } from './naive-tree.js';

const sha256 = (...parts: Uint8Array[]) => createHash('sha256').update(Buffer.concat(parts)).digest();

/** The root computed from one of 2^n hashes and those next to its path, the lowest first. */
const rootAlong = (hash: Buffer, index: number, beside: readonly Buffer[]): Buffer =>
  beside.reduce(
    (below, other, level) =>
      (index >> level) & 1 ? sha256(Buffer.of(1), other, below) : sha256(Buffer.of(1), below, other),
    hash,
  );

describe('The map of streams', () => {
  it('has a bucket for each first two bytes of a hash', () => {
    const hash = sha256(Buffer.from('policy:日本'));
    expect(bucketOf('policy:日本')).toBe((hash[0] as number) * 256 + (hash[1] as number));
  });

  it('hashes the entries of a bucket as they are written down', () => {
    const framed = Buffer.concat([
      Buffer.from('00000001', 'hex'),
      Buffer.from('s'),
      Buffer.from('00000000000000020000000000000007', 'hex'),
    ]);
    expect(bucketHash([{ stream: 's', version: 2, position: 7 }])).toEqual(sha256(Buffer.of(0), framed));
    expect(EMPTY_BUCKET).toEqual(sha256(Buffer.of(0)));
  });

  it('sorts streams by their UTF-8 bytes, not as JavaScript does', () => {
    const entries = ['\u{1f600}', '\uff5e', 'b', 'a'].map((stream) => ({ stream, version: 1, position: 1 }));
    expect(entries.sort(inStreamOrder).map(({ stream }) => stream)).toEqual([
      'a',
      'b',
      '\uff5e',
      '\u{1f600}',
    ]);
    expect(['\u{1f600}', '\uff5e'].sort()).toEqual(['\u{1f600}', '\uff5e']);
  });

  it('has one root, to which the way of each bucket leads', () => {
    const entries = Array.from({ length: 500 }, (_, i) => ({
      stream: `policy:${i}`,
      version: i + 1,
      position: 3 * i + 1,
    }));
    const buckets = new Map(entries.map(({ stream }) => [stream, bucketOf(stream)]));
    let empty = EMPTY_BUCKET;
    for (let level = 0; level < 16; level += 1) empty = sha256(Buffer.of(1), empty, empty);
    expect(streamsRoot([])).toEqual(empty);
    const hashes = Array.from({ length: BUCKETS }, (_, bucket) =>
      bucketHash(entries.filter(({ stream }) => buckets.get(stream) === bucket).sort(inStreamOrder)),
    );
    const root = streamsRoot(entries);
    for (const bucket of [0, 1, BUCKETS - 1, ...[...buckets.values()].slice(0, 5)])
      expect(rootAlong(hashes[bucket] as Buffer, bucket, naivePath(bucket, hashes))).toEqual(root);
  });
});
