import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, fsyncSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Ends } from './scenario.js';

const CHUNKS = [Buffer.alloc(1 << 18, 1), Buffer.alloc(1 << 12, 1)];

/** A small file system of its own, in a file. */
export class LoopDisk {
  readonly folder: string;
  private readonly image: string;

  private constructor(at: string, name: string) {
    this.folder = join(at, name);
    this.image = join(at, `${name}.img`);
  }

  /**
   * Makes an ext4 and mounts it on `<at>/<name>`.
   * @param megabytes the size of the whole
   * @returns why not, in words, where this machine does not allow it
   */
  static make(ends: Ends, at: string, name: string, megabytes: number): LoopDisk | string {
    const disk = new LoopDisk(at, name);
    mkdirSync(disk.folder);
    try {
      execFileSync('truncate', ['-s', `${megabytes}M`, disk.image]);
      // Nothing is reserved for root: full is full.
      execFileSync('mkfs.ext4', ['-q', '-F', '-m', '0', disk.image]);
    } catch (error) {
      return (error as Error).message;
    }
    const refusal = disk.mount();
    if (refusal !== null) return `no file system can be mounted here: ${refusal}`;
    ends.add(() => {
      disk.unmount();
    });
    return disk;
  }

  /** @returns why not; null if it is mounted */
  mount(): string | null {
    const { status, stderr } = spawnSync('mount', ['-o', 'loop', this.image, this.folder], {
      encoding: 'utf8',
    });
    return status === 0 ? null : stderr.trim();
  }

  unmount(): void {
    spawnSync('umount', [this.folder]);
  }

  /** Takes all the space that is left; again and again, for what others free meanwhile. */
  fill(): void {
    const file = openSync(this.filler, 'a');
    for (const chunk of CHUNKS) while (write(file, chunk));
    closeSync(file);
  }

  /** Gives it back. */
  free(): void {
    rmSync(this.filler, { force: true });
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}

/** @returns false if there was no space for all of it */
function write(file: number, chunk: Buffer): boolean {
  try {
    const written = writeSync(file, chunk);
    fsyncSync(file);
    return written === chunk.length;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOSPC') return false;
    throw error;
  }
}
