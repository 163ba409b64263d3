import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';
import { DatabaseError } from '../../database/database-error.js';

/**
 * A backup is gzip over lines of text: a head, then for each table a line that names it, its rows as COPY writes them and `\.`, and
 * last a line with the SHA-256 of all lines before it.
 */
export const FORMAT = 'policy-timeline-backup/1';

export interface BackupHead {
  format: string;
  madeAt: string;
  /** The version of PostgreSQL that it was taken from, for people. */
  server: string;
  /** The schema of the tables: these migrations, in order. */
  migrations: string[];
  /** The last event that it holds. */
  position: number;
}

export interface BackupTable {
  /** `schema.table` */
  table: string;
  columns: string[];
}

export interface BackupEnd {
  rows: Record<string, number>;
  sha256: string;
}

/** The end of a table's rows. COPY never writes this line for a row. */
export const END_OF_ROWS = '\\.';

/** What a reader of a backup does with its parts, in the order of the file. */
export interface BackupTaker {
  head: (head: BackupHead) => Promise<void>;
  begin: (table: BackupTable) => Promise<void>;
  /** Lines of the table that has begun, each with its newline. */
  rows: (lines: readonly Buffer[]) => Promise<void>;
  end: () => Promise<void>;
}

/**
 * Reads a backup from its beginning to its end.
 * @throws DatabaseError if it is damaged, is no backup or has another format; the parts before the damage were taken
 */
export async function readBackup(file: string, taker: Partial<BackupTaker>): Promise<BackupEnd> {
  const reading = new Reading(file, taker);
  try {
    const packed = createReadStream(file);
    const text = packed.pipe(createGunzip());
    packed.on('error', (error) => text.destroy(error));
    for await (const lines of linesOf(text)) await reading.take(lines);
  } catch (error) {
    if (error === reading.failure || error instanceof DatabaseError) throw error;
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') throw new DatabaseError(`There is no ${file}.`);
    throw reading.hasBegun ? damaged(file, (error as Error).message) : noBackup(file);
  }
  return reading.finish();
}

/** Hands the parts of a backup on, line by line, and hashes them. */
class Reading {
  /** What the taker threw: that is no damage. */
  failure: Error | null = null;
  private readonly hash = createHash('sha256');
  private head: BackupHead | null = null;
  private table: BackupTable | null = null;
  private end: BackupEnd | null = null;

  constructor(
    private readonly file: string,
    private readonly taker: Partial<BackupTaker>,
  ) {}

  get hasBegun(): boolean {
    return this.head !== null;
  }

  async take(lines: readonly Buffer[]): Promise<void> {
    const { taker } = this;
    let rows: Buffer[] = [];
    for (const line of lines) {
      if (this.table && !isEndOfRows(line)) {
        this.hash.update(line);
        rows.push(line);
        continue;
      }
      if (this.table) {
        await this.give(taker.rows?.(rows));
        await this.give(taker.end?.());
        this.table = null;
        rows = [];
      } else {
        await this.takeHeading(line);
      }
      if (!this.end) this.hash.update(line);
    }
    await this.give(taker.rows?.(rows));
  }

  finish(): BackupEnd {
    if (!this.end) throw damaged(this.file, 'its end is missing');
    if (this.hash.digest('hex') !== this.end.sha256)
      throw damaged(this.file, 'its content is not what was written: the digest differs');
    return this.end;
  }

  private async takeHeading(line: Buffer): Promise<void> {
    const parsed = JSON.parse(line.toString()) as Partial<BackupHead & BackupTable & BackupEnd>;
    if (!this.head) {
      this.head = checkHead(this.file, parsed as BackupHead);
      await this.give(this.taker.head?.(this.head));
    } else if (parsed.sha256 !== undefined) {
      this.end = parsed as BackupEnd;
    } else {
      this.table = parsed as BackupTable;
      await this.give(this.taker.begin?.(this.table));
    }
  }

  private async give(step: Promise<void> | undefined): Promise<void> {
    try {
      await step;
    } catch (error) {
      this.failure = error as Error;
      throw error;
    }
  }
}

const isEndOfRows = (line: Buffer): boolean => line.length === 3 && line[0] === 0x5c && line[1] === 0x2e;

function checkHead(file: string, head: BackupHead): BackupHead {
  if (typeof head.format !== 'string' || !head.format.startsWith('policy-timeline-backup/'))
    throw noBackup(file);
  if (head.format !== FORMAT)
    throw new DatabaseError(
      `${file} has the format ${head.format}, this program reads ${FORMAT}: restore it with the version of the program that made it.`,
    );
  return head;
}

const damaged = (file: string, why: string): DatabaseError =>
  new DatabaseError(`${file} is damaged: ${why}. Use another copy.`);
const noBackup = (file: string): DatabaseError =>
  new DatabaseError(`${file} is no backup made by "npm run cli -- backup".`);

const NEWLINE = 10;

/** The lines of a stream, each with its newline, as many at a time as came together. A last line without a newline is left out. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer[]> {
  let begun: Buffer[] = [];
  for await (const chunk of stream) {
    const lines: Buffer[] = [];
    let from = 0;
    for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, from)) {
      const part = chunk.subarray(from, at + 1);
      lines.push(begun.length > 0 ? Buffer.concat([...begun, part]) : part);
      begun = [];
      from = at + 1;
    }
    if (from < chunk.length) begun.push(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
}
