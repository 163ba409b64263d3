import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import { ZipFile, type Options } from 'yazl';
import type { Sink } from '../files/sink.js';

/** The time of every entry, the earliest that ZIP can express: the same content gives the same archive. */
const MTIME = new Date(Date.UTC(1980, 0, 2));
const ENTRY: Partial<Options> = { mtime: MTIME, forceDosTimestamp: true, mode: 0o100644 };

/** A ZIP archive that is written as a stream, entry after entry. */
export class ZipSink {
  private readonly zip = new ZipFile();
  private readonly done: Promise<void>;

  constructor(sink: Sink) {
    this.done = this.forward(sink);
    // The writer of the entries sees the failure first, and then never awaits the end of the archive.
    this.done.catch(() => undefined);
  }

  /** An entry whose bytes `make` writes; returns when all are written. */
  async entry(name: string, make: (sink: Sink) => Promise<void>): Promise<void> {
    const stream = new PassThrough();
    this.zip.addReadStream(stream, name, ENTRY);
    try {
      await make({
        write: async (bytes) => {
          if (bytes.length === 0 || stream.write(bytes)) return;
          await Promise.race([once(stream, 'drain'), this.done]);
        },
      });
      stream.end();
    } catch (error) {
      stream.destroy();
      throw error;
    }
  }

  async text(name: string, content: string): Promise<void> {
    await this.entry(name, (sink) => sink.write(Buffer.from(content, 'utf8')));
  }

  /** Writes the end of the archive. */
  async finish(): Promise<void> {
    this.zip.end();
    await this.done;
  }

  private async forward(sink: Sink): Promise<void> {
    for await (const bytes of this.zip.outputStream) await sink.write(bytes as Buffer);
  }
}
