import { randomUUID } from 'node:crypto';
import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileSink } from './file-sink.js';

const UNFINISHED = '.part';

/** The folder in which files are made under temporary names; those of one job begin with its id. */
export class Workshop {
  private constructor(readonly folder: string) {}

  static async open(folder: string): Promise<Workshop> {
    await mkdir(folder, { recursive: true, mode: 0o750 });
    return new Workshop(folder);
  }

  /**
   * A new unfinished file of a job. What other attempts at it left is removed first: one of them that is still writing, in a
   * process thought dead, then can't give its file a name any more.
   */
  async begin(jobId: string): Promise<{ path: string; sink: FileSink }> {
    await this.clear(jobId);
    const path = join(this.folder, `${jobId}.${randomUUID()}${UNFINISHED}`);
    return { path, sink: await FileSink.create(path) };
  }

  /** Removes the unfinished files of a job. */
  async clear(jobId: string): Promise<void> {
    for (const name of await this.unfinished())
      if (name.startsWith(jobId)) await rm(join(this.folder, name), { force: true });
  }

  /** The jobs that have unfinished files. */
  async jobs(): Promise<string[]> {
    return (await this.unfinished()).map((name) => name.split('.', 1)[0] ?? '');
  }

  private async unfinished(): Promise<string[]> {
    return (await readdir(this.folder)).filter((name) => name.endsWith(UNFINISHED));
  }
}
