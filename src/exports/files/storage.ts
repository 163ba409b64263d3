import type { Readable } from 'node:stream';

/** Holds finished files by keys of letters, digits, `.`, `-` and `_`. */
export interface Storage {
  /** Moves a finished local file into the storage: afterwards it is complete under its key, and `path` no longer exists. */
  keep: (path: string, key: string, mediaType: string) => Promise<void>;
  /** @param range bytes, both included; @throws MissingFile */
  read: (key: string, range: { first: number; last: number } | null) => Promise<Readable>;
  /** No effect if the file does not exist. */
  remove: (key: string) => Promise<void>;
  /** The keys of all stored files. */
  keys: () => Promise<string[]>;
}

/** The storage has lost a file that it had stored. */
export class MissingFile extends Error {
  override readonly name = 'MissingFile';
}
