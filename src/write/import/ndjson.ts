import type { ImportLine } from './import-line.js';
import { readLine, type LineOptions } from './read-line.js';
import { splitLines } from './split-lines.js';

/** A line of a file that is still to be read. */
export interface UnreadLine {
  number: number;
  /** Bytes, or about as many. */
  size: number;
  /** @throws DomainProblem for a line that is a reject */
  read: () => ImportLine;
}

/** The lines of an NDJSON file, some at a time; empty ones are left out, though they count in the numbers. */
export async function* ndjsonLines(
  bytes: AsyncIterable<Buffer>,
  options: LineOptions = {},
): AsyncGenerator<UnreadLine[]> {
  for await (const lines of splitLines(bytes))
    yield lines
      .filter((line) => !line.bytes?.every(isSpace))
      .map((line) => ({
        number: line.number,
        size: line.bytes?.length ?? 0,
        read: () => readLine(line, options),
      }));
}

const isSpace = (byte: number): boolean => byte === 0x20 || byte === 0x09 || byte === 0x0d;
