import type { Day } from '../day.js';
import type { Source } from '../policy-event.js';
import type { JsonObject } from '../json.js';
import { doubtText, type Cited } from './cited.js';
import { oneLine } from './footnote.js';

/**
 * BibTeX entries: the state, then each of its sources. Text stays UTF-8, which biblatex and current BibTeX programs read;
 * `date` is for biblatex, `year` for other styles.
 */
export function bibtex(cited: Cited): string {
  const { policyId, title, titles, asOf, knownAt, position, permalink } = cited;
  const key = `${policyId}-${asOf}-${position}`;
  const state = entry(key, {
    title: `{${escaped(title)}}`,
    ...(titles.length > 0 && { titleaddon: titles.map(escaped).join('; ') }),
    howpublished: 'Policy Timeline',
    ...dateFields(knownAt.slice(0, 10)),
    note: escaped(`State as of ${asOf}, as known at ${knownAt}${doubtText(cited)}`),
    url: urlText(permalink),
  });
  return `${[state, ...cited.sources.map((source, i) => sourceEntry(`${key}-${i + 1}`, source))].join('\n\n')}\n`;
}

function sourceEntry(key: string, { title, publisher, published, url, accessed, locator }: Source): string {
  return entry(key, {
    title: `{${escaped(title)}}`,
    ...(publisher !== undefined && { publisher: `{${escaped(publisher)}}` }),
    ...(published !== undefined && dateFields(published)),
    ...(locator !== undefined && { note: escaped(locator) }),
    ...(url !== undefined && { url: urlText(url) }),
    ...(accessed !== undefined && plainDate(accessed)?.length === 3 && { urldate: accessed }),
  });
}

function entry(key: string, fields: Readonly<Record<string, string>>): string {
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`);
  return `@misc{${key},\n${lines.join(',\n')}\n}`;
}

/** An uncertain date is written as text, because no BibTeX program reads all of EDTF. */
function dateFields(text: string): Record<string, string> {
  const date = plainDate(text);
  return date ? { year: text.slice(0, 4), date: text } : { year: escaped(text) };
}

const SPECIAL: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '{': '\\textbraceleft{}',
  '}': '\\textbraceright{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/**
 * Escapes text for TeX. Braces are written by name: BibTeX counts them even after a backslash, and an unbalanced one would end
 * the file.
 */
const escaped = (text: string): string =>
  oneLine(text).replace(/[\\{}~^$&%#_]/g, (char) => SPECIAL[char] ?? `\\${char}`);

/** TeX takes URLs verbatim; only characters that would unbalance the field are percent-encoded. */
const urlText = (url: string): string =>
  url.replace(/[\\{}\s]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`);

/** CSL-JSON items (Citation Style Language 1.0.2): the state, then each of its sources. */
export function cslJson(cited: Cited): JsonObject[] {
  const { policyId, title, asOf, knownAt, position, permalink } = cited;
  const id = `${policyId}-${asOf}-${position}`;
  const state: JsonObject = {
    id,
    type: 'webpage',
    title,
    'container-title': 'Policy Timeline',
    issued: dateOf(knownAt.slice(0, 10)),
    note: `State as of ${asOf}, as known at ${knownAt}${doubtText(cited)}`,
    URL: permalink,
  };
  return [state, ...cited.sources.map((source, i) => sourceItem(`${id}-${i + 1}`, source))];
}

function sourceItem(id: string, { title, publisher, published, url, accessed, locator }: Source): JsonObject {
  return {
    id,
    type: url === undefined ? 'document' : 'webpage',
    title,
    ...(publisher !== undefined && { publisher }),
    ...(published !== undefined && { issued: dateOf(published) }),
    ...(accessed !== undefined && { accessed: dateOf(accessed) }),
    ...(locator !== undefined && { note: locator }),
    ...(url !== undefined && { URL: url }),
  };
}

function dateOf(text: string): JsonObject {
  const parts = plainDate(text);
  return parts ? { 'date-parts': [parts] } : { literal: text };
}

/** Year, month and day of a plain date (`2024`, `2024-07`, `2024-07-31`); null for any other EDTF text. */
function plainDate(text: Day): number[] | null {
  return /^\d{4}(-(0[1-9]|1[0-2])(-\d\d)?)?$/.test(text) ? text.split('-').map(Number) : null;
}
