import type { ExportBody } from '../api/changes.js';

/** A file of what a page shows: its basis, its filters, and what of it. */
export interface File {
  basis: Readonly<Record<string, string>>;
  filters: { policyId?: string[]; status?: string; area?: string; jurisdiction?: string };
  /** Left out: those of `USUAL_COLUMNS`. */
  columns?: readonly string[];
  /** Left out: the columns are headed by their names. */
  labels?: 'en' | 'ja';
}

/** Says what each row rests on: a file is read far away from the page that made it. */
const BASIS_COLUMNS = ['asOf', 'knownAt', 'position', 'publishedBy', 'uncertain'] as const;

/** A status that is only possible is no empty cell: its candidates, and the names of all doubtful fields, are beside it. */
export const USUAL_COLUMNS = [
  'policyId',
  'title',
  'titles',
  'jurisdictions',
  'area',
  'existence',
  'status',
  'candidates/status',
  'possible',
  'state',
  'expected',
  'developments',
  'version',
  'lastVerified',
  'lastRecorded',
] as const;

const columnsOf = ({ columns = USUAL_COLUMNS }: File): string[] => [...columns, ...BASIS_COLUMNS];

/** The basis of an address as bodies have it: a position is a number there. */
export const basisBody = ({ position, ...basis }: Readonly<Record<string, string>>) => ({
  ...basis,
  ...(position !== undefined && { position: Number(position) }),
});

/** The body of the export that makes the file; spreadsheets take CSV for UTF-8 only with a byte order mark. */
export const exportBody = (file: File): ExportBody =>
  ({
    what: 'states',
    format: 'csv',
    basis: basisBody(file.basis),
    filters: file.filters,
    columns: columnsOf(file),
    bom: true,
    ...(file.labels && { labels: file.labels }),
  }) as unknown as ExportBody;

export const curlOf = (address: string): string => `curl ${quoted(address)}`;

export const javascriptOf = (address: string): string =>
  `const answer = await (await fetch(${JSON.stringify(address)})).json();`;

/** Asks for the file; `$KEY` is left to the shell. */
export const curlExport = (origin: string, file: File): string =>
  [
    `curl ${quoted(`${origin}/v1/exports`)} -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(exportBody(file)))}`,
  ].join(' ');

/** The question of a page for the program beside the server: its routes as commands, their parameters as options. */
export function cliOf(path: string, query: Readonly<Record<string, string>>): string {
  const [, , , policyId, view] = path.split('/');
  const all = path === '/v1/diff';
  return [
    `npm run -s cli -- ${all || view === 'diff' ? 'diff' : 'as-of'}`,
    ...(policyId === undefined ? [] : [quoted(policyId)]),
    ...options(query),
  ].join(' ');
}

/** The same file, written by the program beside the server. */
export const cliExport = (file: File): string => {
  const { policyId, ...filters } = file.filters;
  return [
    'npm run -s cli -- export --what states --format csv -o states.csv --bom',
    ...options({ ...file.basis, ...filters, ...(file.labels && { labels: file.labels }) }),
    `--columns ${quoted(columnsOf(file).join(','))}`,
    ...(policyId === undefined ? [] : ['--policy', ...policyId.map(quoted)]),
  ].join(' ');
};

const options = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => [`--${kebab(name)}`, quoted(value)]);

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Single quotes, where a shell would not take the text as it is. */
const quoted = (text: string): string =>
  /^[\w.:@%+/,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
