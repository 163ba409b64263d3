import type { Readable } from 'node:stream';
import { createReadStream } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { namesIn } from './names-in.js';

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

/** Files in a local folder, on the same file system as the unfinished ones. */
export class DiskStorage implements Storage {
  constructor(private readonly folder: string) {}

  async keep(path: string, key: string): Promise<void> {
    await rename(path, join(this.folder, key));
    // The new name is durable only after its folder is flushed.
    const folder = await open(this.folder);
    try {
      await folder.sync();
    } finally {
      await folder.close();
    }
  }

  async read(key: string, range: { first: number; last: number } | null): Promise<Readable> {
    const path = join(this.folder, key);
    await stat(path).catch((cause: unknown) => {
      throw new MissingFile(`The file ${key} is gone`, { cause });
    });
    return createReadStream(path, range ? { start: range.first, end: range.last } : {});
  }

  async remove(key: string): Promise<void> {
    await rm(join(this.folder, key), { force: true });
  }

  keys(): Promise<string[]> {
    return namesIn(this.folder);
  }
}
