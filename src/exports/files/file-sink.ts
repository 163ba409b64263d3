import { createHash } from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';
import type { Sink } from './sink.js';

/** Bytes buffered for one write to the disk. */
const BUFFER = 1 << 20;

/** A file on disk that is written once, from its beginning; computes the size and digest of its content. */
export class FileSink implements Sink {
  private readonly hash = createHash('sha256');
  private waiting: Uint8Array[] = [];
  private waitingBytes = 0;
  private written = 0;

  private constructor(private readonly file: FileHandle) {}

  /** @throws Error `EEXIST` if the file exists */
  static async create(path: string): Promise<FileSink> {
    return new FileSink(await open(path, 'wx', 0o640));
  }

  async write(bytes: Uint8Array): Promise<void> {
    if (bytes.length === 0) return;
    this.hash.update(bytes);
    this.waiting.push(bytes);
    this.waitingBytes += bytes.length;
    if (this.waitingBytes >= BUFFER) await this.flush();
  }

  /** Flushes everything to disk before it returns, so that a file renamed later is complete even after a crash. */
  async finish(): Promise<{ bytes: number; sha256: string }> {
    await this.flush();
    await this.file.sync();
    await this.file.close();
    return { bytes: this.written, sha256: this.hash.digest('hex') };
  }

  /** Closes the file without finishing it; no effect after `finish`. */
  async close(): Promise<void> {
    this.waiting = [];
    if (this.file.fd >= 0) await this.file.close();
  }

  private async flush(): Promise<void> {
    const buffers = this.waiting;
    const size = this.waitingBytes;
    this.waiting = [];
    this.waitingBytes = 0;
    let rest: Uint8Array = buffers.length === 1 && buffers[0] ? buffers[0] : Buffer.concat(buffers, size);
    while (rest.length > 0) {
      const { bytesWritten } = await this.file.write(rest);
      rest = rest.subarray(bytesWritten);
    }
    this.written += size;
  }
}
