import { randomBytes } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Bytes of an Ed25519 private key. */
const SEED_BYTES = 32;

const fileIn = (dataDir: string): string => join(dataDir, 'log.key');

/** Reads a private key of LOG_KEY or of the file: base64 of 32 bytes, as `openssl rand -base64 32` prints them. */
export function readSeed(text: string): Buffer {
  const seed = Buffer.from(text.trim(), 'base64');
  if (seed.length !== SEED_BYTES) throw new Error('The key of the log is not 32 bytes in base64.');
  return seed;
}

/** The key in DATA_DIR; null if there is none. */
export function keptSeed(dataDir: string): Buffer | null {
  const file = fileIn(dataDir);
  return existsSync(file) ? readSeed(readFileSync(file, 'utf8')) : null;
}

/** The key in DATA_DIR, created if there is none, readable only by its owner (mode 600). */
export function ownSeed(dataDir: string): Buffer {
  mkdirSync(dataDir, { recursive: true });
  const file = fileIn(dataDir);
  if (!existsSync(file)) {
    const unfinished = `${file}.${process.pid}`;
    writeFileSync(unfinished, `${randomBytes(SEED_BYTES).toString('base64')}\n`, {
      mode: 0o600,
      flush: true,
    });
    try {
      linkSync(unfinished, file); // fails if another start was faster: its key is used
    } catch (error) {
      if (!existsSync(file)) throw error;
    }
    rmSync(unfinished);
  }
  return readSeed(readFileSync(file, 'utf8'));
}

/** Renames the key in DATA_DIR, so that a new one is created. It is not destroyed, because its signatures must remain verifiable. */
export function putSeedAside(dataDir: string, name: string): void {
  const file = fileIn(dataDir);
  if (existsSync(file)) renameSync(file, `${file}.${name}`);
}
