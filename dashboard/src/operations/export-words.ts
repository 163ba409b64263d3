import type { ExportJob } from '../api/client.js';
import { isTaken } from './export-draft.js';
import type { ExportChoice } from '../api/operations.js';
import { basisOf } from '../time/basis.js';
import { basisInWords } from '../time/in-words.js';
import type { Words } from '../words/en.js';
import type { Language } from '../words/translation.js';

type Told = Readonly<Record<string, unknown>>;

/** Title of an export: "States of policies, CSV". */
export function exportName(words: Words, { what, format = '' }: { what: string; format?: string }): string {
  const whats: Readonly<Record<string, string>> = words.exportWhats;
  return [whats[what] ?? what, format.toUpperCase()].filter(Boolean).join(words.says.comma);
}

/** The basis of the rows, as a sentence without its full stop. */
export function exportBasis(
  language: Language,
  words: Words,
  { what, basis }: Pick<ExportJob, 'what' | 'basis'>,
  choices: readonly ExportChoice[],
): string {
  const choice = choices.find((each) => each.what === what);
  const hasDay = choice === undefined || isTaken(choice, choices, '/basis/asOf');
  const { position, ...texts } = basis;
  const read = basisOf({ ...texts, ...(typeof position === 'number' && { position: String(position) }) });
  return basisInWords(language, words, read, hasDay ? undefined : null);
}

/** The other members of the request with their names: filters, columns, days. */
export function queryInWords(words: Words, { filters, columns, labels, since, days }: Told): string[] {
  const names: Readonly<Record<string, string>> = words.exportFilters;
  const list = (value: unknown) => (Array.isArray(value) ? value.join(', ') : String(value));
  const { from, to, every } = (days ?? {}) as Record<string, string>;
  const steps: Readonly<Record<string, string>> = words.panelSteps;
  return [
    ...Object.entries((filters ?? {}) as Told).map(
      ([name, value]) => `${names[name] ?? name}: ${list(value)}`,
    ),
    ...(days === undefined ? [] : [`${from ?? ''} – ${to ?? ''}, ${steps[every ?? ''] ?? ''}`]),
    ...(since === undefined ? [] : [words.sincePosition(Number(since))]),
    ...(Array.isArray(columns) ? [words.columnsChosen(columns.length)] : []),
    ...(typeof labels === 'string' ? [`${words.headings}: ${labels === 'ja' ? '日本語' : 'English'}`] : []),
  ];
}

/** A readable size; `bytes` from 0. */
export const sizeInWords = (language: Language, bytes: number): string =>
  new Intl.NumberFormat(language, {
    style: 'unit',
    unit: bytes < 1000 ? 'byte' : bytes < 1e6 ? 'kilobyte' : 'megabyte',
    unitDisplay: bytes < 1000 ? 'long' : 'short',
    maximumFractionDigits: 1,
  }).format(bytes < 1000 ? bytes : bytes < 1e6 ? bytes / 1000 : bytes / 1e6);
