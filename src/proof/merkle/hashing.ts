import { hash } from 'node:crypto';

/** Bytes of a SHA-256 hash. */
export const HASH_BYTES = 32;

/** SHA-256. */
export const sha256 = (bytes: Uint8Array): Buffer => hash('sha256', bytes, 'buffer');

/** Hashes as answers show them: standard base64. */
export const base64Of = (hashes: readonly Buffer[]): string[] =>
  hashes.map((each) => each.toString('base64'));

/** The root of a tree without leaves (RFC 9162, section 2.1.1). */
export const EMPTY_ROOT: Buffer = sha256(Buffer.alloc(0));

/** The hash of an inner node; the prefix 0x01 distinguishes it from a leaf, which begins with 0x00 (RFC 9162, section 2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(1 + 2 * HASH_BYTES);
  bytes[0] = 0x01;
  bytes.set(left, 1);
  bytes.set(right, 1 + HASH_BYTES);
  return sha256(bytes);
}

/** The root of a complete tree over 2^n hashes. */
export function completeRoot(hashes: readonly Buffer[]): Buffer {
  let level = hashes;
  while (level.length > 1) level = parents(level);
  return level[0] ?? EMPTY_ROOT;
}

/** The level above a level with an even number of hashes. */
export function parents(level: readonly Buffer[]): Buffer[] {
  const above: Buffer[] = [];
  for (let i = 0; i + 1 < level.length; i += 2)
    above.push(nodeHash(level[i] as Buffer, level[i + 1] as Buffer));
  return above;
}
