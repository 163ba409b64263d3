import { existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { readTreeHead, type TreeHead } from './signing/tree-head.js';

/**
 * The highest checkpoint that this server has published, stored outside the database: it reveals a database that was rolled
 * back to a backup. One file per log, because a data directory may serve several databases in turn.
 */
export class KeptCheckpoint {
  private readonly file: string;
  private highest: number;
  private writing: Promise<void> = Promise.resolve();

  /** @param logId see proof.log */
  constructor(
    private readonly dataDir: string,
    logId: string,
  ) {
    this.file = join(dataDir, `log-${logId}.checkpoint`);
    this.highest = this.read()?.size ?? -1;
  }

  /** The stored checkpoint; null if there is none. @throws Error if the file is not a checkpoint */
  read(): TreeHead | null {
    if (!existsSync(this.file)) return null;
    try {
      const note = readFileSync(this.file, 'utf8');
      return readTreeHead(note.slice(0, note.lastIndexOf('\n\n') + 1));
    } catch (cause) {
      throw new Error(`${this.file} is no checkpoint: ${(cause as Error).message}`, { cause });
    }
  }

  /** Stores the note if it is higher than the stored one; returns when it is on disk. */
  keep(size: number, note: string): Promise<void> {
    const written = this.writing.then(async () => {
      if (size <= this.highest) return;
      await this.write(note);
      this.highest = size;
    });
    this.writing = written.catch(() => undefined);
    return written;
  }

  /** Renames the file, so that an accepted roll-back is no longer refused. */
  async putAside(name: string): Promise<void> {
    if (existsSync(this.file)) await rename(this.file, `${this.file}.${name}`);
    this.highest = -1;
  }

  private async write(note: string): Promise<void> {
    await mkdir(this.dataDir, { recursive: true });
    const unfinished = `${this.file}.${process.pid}`;
    const handle = await open(unfinished, 'w');
    try {
      await handle.writeFile(note);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, this.file);
  }
}
