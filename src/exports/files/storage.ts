import type { Readable } from 'node:stream';

/** Where finished files are kept, by keys that hold only letters, digits, `.`, `-` and `_`. */
export interface Storage {
  /** Takes a finished local file over: afterwards it is there whole, under its key, and no longer at `path`. */
  keep: (path: string, key: string, mediaType: string) => Promise<void>;
  /** @param range bytes, both included; @throws MissingFile */
  read: (key: string, range: { first: number; last: number } | null) => Promise<Readable>;
  /** Without effect if there is none. */
  remove: (key: string) => Promise<void>;
  /** The keys of all files kept. */
  keys: () => Promise<string[]>;
}

/** The storage lost a file that it had taken. */
export class MissingFile extends Error {
  override readonly name = 'MissingFile';
}
