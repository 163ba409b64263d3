import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

const TOKEN = /^pt_([a-z0-9-]{1,40})_([A-Za-z0-9_-]{43})$/;
const ID_ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/** 60 random bits: an id is public and only has to be unique. */
export function newKeyId(): string {
  return Array.from(randomBytes(12), (byte) => ID_ALPHABET[byte % ID_ALPHABET.length]).join('');
}

/** A new secret for a key: 32 random bytes as base64url, after a prefix that secret scanners can recognise. */
export function newToken(id: string): string {
  return `pt_${id}_${randomBytes(32).toString('base64url')}`;
}

/** The id inside a token; undefined for other text. */
export function keyIdOf(token: string): string | undefined {
  return TOKEN.exec(token)?.[1];
}

/** SHA-256. A slow hash would protect guessable passwords; 256 random bits cannot be guessed. */
export function hashOf(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Compares in constant time, for tokens of any length. */
export function matches(token: string, hash: Uint8Array): boolean {
  const given = hashOf(token);
  return given.length === hash.length && timingSafeEqual(given, hash);
}
