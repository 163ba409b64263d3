import type { ImportLine } from './import-line.js';
import { readLine, type LineOptions } from './read-line.js';
import { splitLines } from './split-lines.js';

/** A line of a file that has not been parsed yet. */
export interface UnreadLine {
  number: number;
  /** Its bytes, or approximately. */
  size: number;
  /** @throws DomainProblem for a line to reject */
  read: () => ImportLine;
}

/** The lines of an NDJSON file, in groups; empty lines are skipped, but count in the line numbers. */
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
