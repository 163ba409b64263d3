import cliProgress from 'cli-progress';
import type { Tally } from '../write/import/import-report.js';

/** Progress of an import for the operator: a bar on a terminal, plain lines in a pipe. */
export interface Progress {
  /** Adds bytes of the file that were read. */
  bytes: (count: number) => void;
  update: (tally: Tally, line: number) => void;
  /** Prints a line above the bar. */
  print: (line: string) => void;
  /** Prints the last line, unless it is empty. */
  end: (line: string) => void;
}

/** Shortest time between two lines in a pipe, in milliseconds. */
const PLAIN_EVERY_MS = 2000;

/** @param size of the file in bytes, if known; without it there is no bar */
export function showProgress(size: number | undefined): Progress {
  const plain = plainProgress();
  if (size === undefined || !process.stderr.isTTY) return plain;
  const bar = new cliProgress.SingleBar(
    {
      format: '{bar} {percentage} % | {lines} lines | {rate}/s | {eta_formatted} left | {rejected} rejected',
      hideCursor: true,
      stream: process.stderr,
      etaBuffer: 50,
    },
    cliProgress.Presets.shades_classic,
  );
  const since = performance.now();
  let read = 0;
  bar.start(size, 0, { lines: 0, rate: 0, rejected: 0 });
  return {
    bytes: (count) => {
      read += count;
    },
    update: (tally, line) => {
      const rate = Math.round((line / (performance.now() - since)) * 1000);
      bar.update(read, { lines: line, rate, rejected: tally.rejected });
    },
    print: (line) => {
      process.stderr.write(`\r\u001b[K${line}\n`); // clears the bar, which is drawn anew below
    },
    end: (line) => {
      bar.stop();
      plain.end(line);
    },
  };
}

function plainProgress(): Progress {
  let last = performance.now();
  return {
    bytes: () => undefined,
    update: ({ read, recorded, alreadyDone, rejected }, line) => {
      if (performance.now() - last < PLAIN_EVERY_MS) return;
      last = performance.now();
      process.stdout.write(
        `line ${line}: ${read} read, ${recorded} recorded, ${alreadyDone} already done, ${rejected} rejected\n`,
      );
    },
    print: (line) => process.stderr.write(`${line}\n`),
    end: (line) => {
      if (line !== '') process.stdout.write(`${line}\n`);
    },
  };
}

/** Passes the stream on and reports its bytes to the progress. */
export async function* counted(stream: AsyncIterable<unknown>, progress: Progress): AsyncGenerator<Buffer> {
  for await (const chunk of stream) {
    progress.bytes((chunk as Buffer).length);
    yield chunk as Buffer;
  }
}
