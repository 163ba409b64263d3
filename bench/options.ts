import { parseArgs } from 'node:util';

export const PARTS = ['append', 'import', 'export', 'state', 'page', 'summary', 'diff', 'facts'] as const;
export type Part = (typeof PARTS)[number];

export interface BenchOptions {
  /** What to measure. */
  parts: readonly Part[];
  /** Events of the small log and of the large one. */
  sizes: readonly [number, number];
  /** Lines of the imported file. */
  lines: number;
  /** Rows of the exported files. */
  rows: number;
  /** Sizes of the files for measuring memory. */
  megabytes: readonly number[];
  rounds: number;
  /** Length of one run of one contender, in milliseconds. */
  milliseconds: number;
  /** Kept afterwards, and its logs are used again by the next run; without it everything is temporary. */
  dataDir: string | undefined;
  /** The file whose measured part is replaced. */
  report: string | undefined;
}

export const USAGE = `npm run bench -- [options]
  --quick            a look in under a minute: small logs, short runs
  --only <part>      ${PARTS.join(', ')}; may be repeated
  --events <n>       size of the large log, default 1000000
  --rows <n>         rows of the exported files, default 1000000
  --rounds <n>       runs of each contender, default 3
  --seconds <s>      length of a run, default 3
  --data-dir <dir>   keep the database there, and use the logs found there
  --report <file>    write the figures into this file, too`;

/** @throws TypeError or RangeError for invalid options */
export function readOptions(args: string[]): BenchOptions {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string', multiple: true },
      events: { type: 'string' },
      rows: { type: 'string' },
      rounds: { type: 'string' },
      seconds: { type: 'string' },
      'data-dir': { type: 'string' },
      report: { type: 'string' },
    },
  });
  const parts = values.only?.map(part) ?? PARTS;
  const [small, large, seconds] = values.quick ? [1_000, 10_000, 0.5] : [10_000, 1_000_000, 3];
  return {
    parts,
    sizes: [small, positive('events', values.events) ?? large],
    lines: values.quick ? 5_000 : 100_000,
    rows: positive('rows', values.rows) ?? (values.quick ? 50_000 : 1_000_000),
    megabytes: values.quick ? [16, 64] : [250, 1_000],
    rounds: positive('rounds', values.rounds) ?? 3,
    milliseconds: 1000 * (positive('seconds', values.seconds) ?? seconds),
    dataDir: values['data-dir'],
    report: values.report,
  };
}

function part(given: string): Part {
  const found = PARTS.find((name) => name === given);
  if (!found) throw new RangeError(`--only takes ${PARTS.join(', ')}`);
  return found;
}

function positive(name: string, given: string | undefined): number | undefined {
  if (given === undefined) return undefined;
  const number = Number(given);
  if (!(number > 0)) throw new RangeError(`--${name} takes a number above 0`);
  return number;
}
