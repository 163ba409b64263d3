import { Command, Option } from 'commander';
import { checkExport } from '../exports/export-body.js';
import { resolveRequest } from '../exports/resolve-request.js';
import { writeExport } from '../exports/write-export.js';
import type { Source } from '../domain/policy-event.js';
import { DomainProblem } from '../domain/problem.js';
import { loadEnvironment } from '../settings/load-environment.js';
import { attached } from './attached.js';
import { labelsIn, SLUGS, type Names } from './names.js';
import { tableText } from './print-table.js';

interface Options {
  field?: string;
  knownAt?: string;
  position?: string;
  publishedBy?: string;
  json?: true;
  labels?: 'en' | 'ja';
}

/** A row of the export `claims`, as far as the table shows it. */
interface ClaimRow {
  policyId: string;
  field: string;
  value: unknown;
  assertion: string;
  standing: string;
  validFromEarliest: string | null;
  validFromLatest: string | null;
  sources: Source[];
}

/** `claims [policyId]`: who says what of each field, and what contests and rulings make of it. */
export function claimsCommand(): Command {
  return new Command('claims')
    .description('Who says what of each field, and what contests, rulings and corrections make of it')
    .argument('[policyId]', 'this policy only')
    .option('--field <field>', 'this field only')
    .option('--known-at <instant>', 'what was known at this instant')
    .option('--position <n>', 'what was known once the log reached this position')
    .option('--published-by <day>', 'only what was certainly public by the end of this day')
    .option('--json', 'the rows of the export, an object a line')
    .addOption(new Option('--labels <language>', 'words instead of slugs in the table').choices(['en', 'ja']))
    .action(run);
}

async function run(policyId: string | undefined, options: Options): Promise<void> {
  const { field, knownAt, position, publishedBy, json, labels } = options;
  const checked = checkExport({
    what: 'claims',
    format: 'ndjson',
    basis: {
      ...(knownAt !== undefined && { knownAt }),
      ...(position !== undefined && { position: Number(position) }),
      ...(publishedBy !== undefined && { publishedBy }),
    },
    filters: {
      ...(policyId !== undefined && { policyId: [policyId] }),
      ...(field !== undefined && { field: [field] }),
    },
  });
  if (!('value' in checked))
    throw new DomainProblem('invalid-input', 'The question is not possible', { errors: checked.problems });
  const environment = loadEnvironment();
  const report = (line: string) => process.stderr.write(`${line}\n`);
  const lines = await attached(environment, report, async ({ read }) => {
    const request = await resolveRequest(checked.value, read.known);
    const parts: Uint8Array[] = [];
    const sink = {
      write: (bytes: Uint8Array) => {
        parts.push(bytes);
        return Promise.resolve();
      },
    };
    await writeExport(read.tables, request, sink, environment.DATA_LICENCE, { onProgress: () => undefined });
    return Buffer.concat(parts).toString('utf8');
  });
  process.stdout.write(json ? lines : `${table(lines, labels === undefined ? SLUGS : labelsIn(labels))}\n`);
}

function table(lines: string, names: Names): string {
  const rows = lines
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as ClaimRow);
  return tableText(
    ['policy', 'field', 'value', 'from', 'assertion', 'standing', 'sources'],
    rows.map(
      ({ policyId, field, value, validFromEarliest, validFromLatest, assertion, standing, sources }) => [
        policyId,
        names.field(field),
        names.value(value),
        validFromEarliest === validFromLatest
          ? (validFromEarliest ?? 'always')
          : `${validFromEarliest ?? '..'} to ${validFromLatest ?? '..'}`,
        assertion,
        standing,
        sources
          .map(({ title, publisher }) => (publisher === undefined ? title : `${publisher}: ${title}`))
          .join('; '),
      ],
    ),
  );
}
