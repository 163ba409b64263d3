import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { Command, InvalidArgumentError, Option } from 'commander';
import { attachDatabase } from '../database/open-database.js';
import { DomainProblem } from '../domain/problem.js';
import { EventLog } from '../event-store/append.js';
import { AppendNotifications } from '../event-store/append-notifications.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { DELIMITERS, type Delimiter } from '../write/import/tables/csv.js';
import { ENCODINGS, readEncoding, type Encoding } from '../write/import/tables/encoding.js';
import { importFile } from '../write/import/import-file.js';
import type { LineWarning, Tally } from '../write/import/import-report.js';
import { importSource, type ReadingOptions } from '../write/import/import-source.js';
import { mappingOf } from '../write/import/tables/mapping.js';
import type { Reject } from '../write/import/reject.js';
import { counted, showProgress, type Progress } from './import-progress.js';

interface Options {
  dryRun?: true;
  map?: string;
  encoding?: Encoding;
  delimiter?: Delimiter;
  sheet?: string;
  ignoreRecordedTimes?: true;
}

/** `import FILE|-`: exit code 0 only if no line was rejected. */
export function importCommand(): Command {
  return new Command('import')
    .description(
      'Import developments: NDJSON, one a line, or CSV or XLSX with a mapping; gzip is read as well',
    )
    .argument('<file>', 'the file; - reads standard input')
    .option('--dry-run', 'judge every line, and record nothing')
    .option('--map <mapping>', 'the file is CSV or XLSX; this JSON file says what its columns mean')
    .option('--encoding <name>', `of a CSV file: ${ENCODINGS.join(', ')}; else it is detected`, encodingNamed)
    .addOption(
      new Option('--delimiter <name>', 'of a CSV file; else it is detected').choices(Object.keys(DELIMITERS)),
    )
    .option('--sheet <name>', 'of an XLSX file; else the first that has rows')
    .option('--ignore-recorded-times', 'record the lines now and ignore their recordedAt')
    .action(async (file: string, options: Options) => {
      if (!(await run(file, options))) process.exitCode = 1;
    });
}

async function run(file: string, options: Options): Promise<boolean> {
  const { dryRun = false } = options;
  const reading = await readingOf(options);
  const size = file === '-' ? undefined : (await stat(file)).size;
  const complain = (line: string) => process.stderr.write(`${line}\n`);
  const database = await attachDatabase(loadEnvironment(), complain);
  const { write: pool } = database.pools;
  const notifications = new AppendNotifications(pool, database.url, () => undefined); // a lost notification delays readers and loses no line
  const interrupted = interruption();
  const progress = showProgress(size);
  try {
    const raw = counted(file === '-' ? process.stdin : createReadStream(file), progress);
    const { lines } = await importSource(raw, reading);
    const tally = await importFile(lines, {
      pool,
      log: new EventLog(pool, notifications.announce),
      by: { actor: 'cli', correlationId: `import:${randomUUID()}` },
      dryRun,
      signal: interrupted,
      onReject: (reject) => {
        progress.print(rejectText(reject));
      },
      onProgress: progress.update,
    });
    for (const warning of tally.warnings) progress.print(warningText(warning));
    const anew = tally.recordedAnew > 0 ? ` (${tally.recordedAnew} of them anew)` : '';
    progress.end(
      `${tally.read} lines read: ${tally.recorded} ${dryRun ? 'would be recorded' : 'recorded'}${anew}, ${tally.alreadyDone} already done, ${tally.rejected} rejected${warned(tally)}`,
    );
    return tally.rejected === 0;
  } catch (error) {
    progress.end(refusalOf(error, progress));
    return false;
  } finally {
    await notifications.stop();
    await database.close();
  }
}

async function readingOf({
  map,
  encoding,
  delimiter,
  sheet,
  ignoreRecordedTimes,
}: Options): Promise<ReadingOptions> {
  return {
    mapping: map === undefined ? undefined : mappingOf(await readFile(map), `The mapping ${map}`),
    encoding,
    delimiter,
    sheet,
    ignoreRecordedTimes,
  };
}

/** @throws InvalidArgumentError, which commander prints */
function encodingNamed(text: string): Encoding {
  const reading = readEncoding(text);
  if ('value' in reading) return reading.value;
  const { detail, didYouMean } = reading.mistake;
  throw new InvalidArgumentError(
    didYouMean === undefined ? detail : `${detail}. Did you mean ${didYouMean}?`,
  );
}

/** @throws the error again if the file did not cause it */
function refusalOf(error: unknown, progress: Progress): string {
  if (error instanceof DomainProblem) return `The file was refused: ${error.detail}`;
  if (error instanceof Error && error.name === 'AbortError')
    return 'Interrupted; import the same file again to go on';
  progress.end('');
  throw error;
}

const rejectText = ({ line, pointer, problem }: Reject): string =>
  `line ${line}${pointer === '' ? '' : ` ${pointer}`}: ${problem.detail}`;

const warningText = ({ line, detail, externalId }: LineWarning): string =>
  `line ${line} warning: ${detail}${externalId === undefined ? '' : ` (externalId ${externalId})`}`;

const warned = ({ warned, warnings }: Tally): string =>
  warned === 0 ? '' : `, ${warned} with a warning (${warnings.length} warnings shown)`;

/** Aborted by the first Ctrl-C or SIGTERM: the batch in progress is finished. A second one ends the process at once. */
function interruption(): AbortSignal {
  const controller = new AbortController();
  const stop = () => {
    if (controller.signal.aborted) process.exit(1);
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return controller.signal;
}
