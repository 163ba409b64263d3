import type { ExportBody } from '../api/changes.js';

/** A file with the content of a page: its basis and filters, and which rows. */
export interface File {
  basis: Readonly<Record<string, string>>;
  filters: { policyId?: string[]; status?: string; area?: string; jurisdiction?: string };
  /** Default: those of `USUAL_COLUMNS`. */
  columns?: readonly string[];
  /** Default: the headings are the columns' names. */
  labels?: 'en' | 'ja';
}

/** Each row contains its basis, because a file is read far from the page that made it. */
const BASIS_COLUMNS = ['asOf', 'knownAt', 'position', 'publishedBy', 'uncertain'] as const;

/** A possible status is not an empty cell: its candidates and the names of all uncertain fields are beside it. */
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

/** The body of the export request; spreadsheets read CSV as UTF-8 only with a byte order mark. */
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

/** What shows the page of that address in a page of another site. @param address it can hold no quote: it is a URL */
export const embedOf = (address: string): string =>
  `<iframe src="${address.replaceAll('&', '&amp;')}" title="Policy Timeline" width="640" height="420" style="border:0;max-width:100%" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe>`;

/**
 * The path of the embed of this answer, pinned: it says itself when later records changed it.
 * @param permalink that of the answer: `/v1/policies/{id}?…`
 */
export const framePath = (permalink: string, language: string): string =>
  `${permalink.replace('/v1/', '/embed/').replace(/&render=\d+$/, '')}&lang=${language}`;

/** The request for the file; the shell replaces `$KEY`. */
export const curlExport = (origin: string, file: File): string =>
  [
    `curl ${quoted(`${origin}/v1/exports`)} -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(exportBody(file)))}`,
  ].join(' ');

/** The page's query as a command of the CLI: its routes are commands, their parameters options. */
export function cliOf(path: string, query: Readonly<Record<string, string>>): string {
  const [, , , policyId, view] = path.split('/');
  const all = path === '/v1/diff';
  return [
    `npm run -s cli -- ${all || view === 'diff' ? 'diff' : 'as-of'}`,
    ...(policyId === undefined ? [] : [quoted(policyId)]),
    ...options(query),
  ].join(' ');
}

/** The same file, written by the CLI. */
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

/** Single quotes, if a shell would change the text. */
const quoted = (text: string): string =>
  /^[\w.:@%+/,-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
