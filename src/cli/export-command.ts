import { link, rm } from 'node:fs/promises';
import { once } from 'node:events';
import cliProgress from 'cli-progress';
import { Command, Option } from 'commander';
import { checkExport } from '../exports/export-body.js';
import { STEPS } from '../exports/export-request.js';
import { FORMATS } from '../exports/formats/formats.js';
import { WHATS } from '../exports/tables/table.js';
import { FileSink } from '../exports/files/file-sink.js';
import type { Sink } from '../exports/files/sink.js';
import { resolveRequest } from '../exports/resolve-request.js';
import { FILTERS } from '../read/policies/filters.js';
import { writeExport, type WriteProgress } from '../exports/write-export.js';
import { DomainProblem } from '../domain/problem.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { attached } from './attached.js';

interface Options extends Record<string, unknown> {
  output: string;
  what: string;
  format?: string;
  labels?: string;
  bom?: true;
  asOf?: string;
  knownAt?: string;
  position?: string;
  uncertain?: string;
  publishedBy?: string;
  policy?: string[];
  field?: string[];
  columns?: string;
  since?: string;
  from?: string;
  to?: string;
  every?: string;
}

/** `export --what states --format parquet -o FILE|-`: the same file as an export job makes, straight from the database. */
export function exportCommand(): Command {
  const command = new Command('export')
    .description(
      'Write states, history, facts, a panel, developments, claims, events or a TimelineJS document to a file',
    )
    .addOption(new Option('--what <rows>', 'which rows').choices(WHATS).makeOptionMandatory())
    .addOption(new Option('--format <format>', 'csv unless another is named').choices(FORMATS))
    .requiredOption(
      '-o, --output <file>',
      'the file, which must not be there yet; - writes to standard output',
    )
    .option('--as-of <day>', 'the day that states are about; default: today in UTC')
    .option('--known-at <instant>', 'what was known at this instant')
    .option('--position <n>', 'what was known once the log reached this position')
    .option('--uncertain <reading>', 'flag, include or exclude')
    .option('--published-by <day>', 'only what was certainly public by the end of this day')
    .option('--policy <id...>', 'these policies only')
    .option('--field <field...>', 'these fields only')
    .option('--columns <names>', 'these columns, with commas between them')
    .addOption(new Option('--labels <language>', 'labels instead of names').choices(['en', 'ja']))
    .option('--bom', 'begin CSV with a byte order mark')
    .option('--since <position>', 'only what came behind this position')
    .option('--from <day>', 'first day of a panel')
    .option('--to <day>', 'last day of a panel')
    .addOption(new Option('--every <step>', 'how far the days of a panel lie apart').choices(STEPS));
  for (const [name, { description }] of Object.entries(NAMED_FILTERS))
    command.option(`--${name} <value>`, description);
  return command.action(run);
}

// In that filter the name of the field is part of the parameter's name, which an option cannot have.
const { 'field.*': _, ...NAMED_FILTERS } = FILTERS;

async function run(options: Options): Promise<void> {
  const checked = checkExport(bodyOf(options));
  if (!('value' in checked))
    throw new DomainProblem('invalid-input', 'The export is not possible', { errors: checked.problems });
  const environment = loadEnvironment();
  const report = (line: string) => process.stderr.write(`${line}\n`);
  await attached(environment, report, async ({ read }) => {
    const request = await resolveRequest(checked.value, read.known);
    const progress = showProgress();
    const write = (sink: Sink) =>
      writeExport(read.tables, request, sink, environment.DATA_LICENCE, {
        onProgress: progress.update,
      });
    try {
      const { rows } =
        options.output === '-' ? await write(standardOutput) : await writeFile(options.output, write);
      progress.end();
      if (options.output !== '-')
        report(`${rows} rows on position ${request.basis.position}: ${options.output}`);
    } finally {
      progress.end();
    }
  });
}

/** Writes under another name first: the file has its name only when it is complete. */
async function writeFile<T>(path: string, write: (sink: Sink) => Promise<T>): Promise<T> {
  const unfinished = `${path}.part`;
  const sink = await FileSink.create(unfinished);
  try {
    const result = await write(sink);
    await sink.finish();
    await link(unfinished, path).catch((cause: unknown) => {
      // Unlike a rename, a link never replaces a file.
      throw new Error(`${path} can't be made: ${(cause as Error).message}`, { cause });
    });
    return result;
  } finally {
    await sink.close();
    await rm(unfinished, { force: true });
  }
}

const standardOutput: Sink = {
  write: async (bytes) => {
    if (!process.stdout.write(bytes)) await once(process.stdout, 'drain');
  },
};

/** The body of POST /v1/exports for the same export. */
function bodyOf({
  what,
  format,
  labels,
  bom,
  policy,
  columns,
  since,
  from,
  to,
  every,
  ...rest
}: Options): object {
  const { asOf, knownAt, position, uncertain, publishedBy, field } = rest;
  const filters = Object.fromEntries(Object.keys(NAMED_FILTERS).map((name) => [name, rest[name]]));
  const number = (text: string | undefined) => (text === undefined ? undefined : Number(text));
  const days = from ?? to ?? every;
  return given({
    ...{ what, format, labels, bom },
    basis: given({ asOf, knownAt, position: number(position), uncertain, publishedBy }),
    filters: given({ policyId: policy, field, ...filters }),
    columns: columns?.split(','),
    since: number(since),
    days: days === undefined ? undefined : given({ from, to, every: every ?? 'day' }),
  });
}

const given = (members: object): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** A progress bar if stderr is a terminal and the number of rows is known beforehand; otherwise nothing. */
function showProgress(): { update: (progress: WriteProgress) => void; end: () => void } {
  if (!process.stderr.isTTY) return { update: () => undefined, end: () => undefined };
  const bar = new cliProgress.SingleBar(
    {
      format: '{bar} {percentage} % | {value} rows | {eta_formatted} left',
      hideCursor: true,
      stream: process.stderr,
    },
    cliProgress.Presets.shades_classic,
  );
  let started = false;
  return {
    update: ({ done, total }) => {
      if (total === undefined) return;
      if (!started) bar.start(total, 0);
      started = true;
      bar.update(done);
    },
    end: () => {
      if (started) bar.stop();
      started = false;
    },
  };
}
