import { randomUUID } from 'node:crypto';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { FileSink } from './file-sink.js';
import { namesIn } from './names-in.js';

const UNFINISHED = '.part';

/** The folder of unfinished files, under temporary names that begin with the id of their job. */
export class StagingDirectory {
  /** @param folder created when needed */
  constructor(readonly folder: string) {}

  /**
   * A new unfinished file of a job. Removes the files of its other attempts first: an attempt that still writes, in a process
   * taken for dead, can then no longer rename its file.
   */
  async begin(jobId: string): Promise<{ path: string; sink: FileSink }> {
    await mkdir(this.folder, { recursive: true, mode: 0o750 });
    await this.clear(jobId);
    const path = join(this.folder, `${jobId}.${randomUUID()}${UNFINISHED}`);
    return { path, sink: await FileSink.create(path) };
  }

  /** Removes the unfinished files of a job. */
  async clear(jobId: string): Promise<void> {
    for (const name of await this.unfinished())
      if (name.startsWith(jobId)) await rm(join(this.folder, name), { force: true });
  }

  /** The ids of jobs with unfinished files. */
  async jobs(): Promise<string[]> {
    return (await this.unfinished()).map((name) => name.split('.', 1)[0] ?? '');
  }

  private async unfinished(): Promise<string[]> {
    return (await namesIn(this.folder)).filter((name) => name.endsWith(UNFINISHED));
  }
}
