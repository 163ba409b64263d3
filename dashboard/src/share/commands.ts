import type { ExportBody } from '../api/changes.js';

/** A file of what a page shows: its basis and its filters. */
export interface File {
  basis: Readonly<Record<string, string>>;
  filters: { policyId?: string[]; status?: string; area?: string; jurisdiction?: string };
}

/** The body of the export that makes the file. */
export const exportBody = ({ basis, filters }: File): ExportBody =>
  ({ what: 'states', format: 'csv', basis, filters }) as unknown as ExportBody;

export const curlOf = (address: string): string => `curl ${quoted(address)}`;

/** Asks for the file; `$KEY` is left to the shell. */
export const curlExport = (origin: string, file: File): string =>
  [
    `curl ${quoted(`${origin}/v1/exports`)} -H "Authorization: Bearer $KEY" -H 'Content-Type: application/json'`,
    `-d ${quoted(JSON.stringify(exportBody(file)))}`,
  ].join(' ');

/** The question of a page for the program beside the server; it takes a basis, no filters. */
export function cliOf(path: string, basis: Readonly<Record<string, string>>): string {
  const policyId = path.split('/')[3];
  return [
    'npm run -s cli -- as-of',
    ...(policyId === undefined ? [] : [quoted(policyId)]),
    ...options(basis),
  ].join(' ');
}

/** The same file, written by the program beside the server. */
export const cliExport = ({ basis, filters: { policyId, ...filters } }: File): string =>
  [
    'npm run -s cli -- export --what states --format csv -o states.csv',
    ...options({ ...basis, ...filters }),
    ...(policyId === undefined ? [] : ['--policy', ...policyId.map(quoted)]),
  ].join(' ');

const options = (values: Readonly<Record<string, string>>): string[] =>
  Object.entries(values).flatMap(([name, value]) => [`--${kebab(name)}`, quoted(value)]);

const kebab = (name: string): string => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** Single quotes, where a shell would not take the text as it is. */
const quoted = (text: string): string =>
  /^[\w.:@%+/-]+$/.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
