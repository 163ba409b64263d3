import type { Description } from './writer.js';

/** What a reader of a file needs to know, in lines of a name and a text. */
export function readMe(description: Description): [string, string][] {
  const { basis, query, software, writer, licence, citation, schema } = description;
  return [
    ['File', description.file],
    ['What', `${description.what}: ${ABOUT[description.what] ?? ''}`],
    ...Object.entries(basis).map(([name, value]): [string, string] => [`Basis: ${name}`, textOf(value)]),
    ...Object.entries(query)
      .filter(([, value]) => textOf(value) !== '{}')
      .map(([name, value]): [string, string] => [`Query: ${name}`, textOf(value)]),
    ['Software', `${software.name} ${software.version}, writer ${writer.name} ${writer.version}`],
    ['Licence', licence],
    ['How to cite', citation],
    ['Days', 'Civil days of the jurisdiction. An end is exclusive: the day after the last. Empty: open.'],
    ['Instants', 'UTC, RFC 3339, with microseconds: when the log recorded it.'],
    ['Same rows again', 'The same request on the same position gives the same rows for ever.'],
    ...schema.map(({ name, type, title }): [string, string] => [`Column: ${name}`, `${title} (${type})`]),
  ];
}

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const ABOUT: Readonly<Record<string, string>> = {
  states: 'every policy as of one day, as known at one moment.',
  history: 'the steps of every field along the effective axis, as known at one moment.',
  facts: 'the steps of every field on both axes: when it held, and when the log knew it.',
  panel: 'every policy on each of some days, as known at one moment.',
  developments: 'what happened, with sources; corrected and retracted developments are flagged.',
  events: 'the log itself, in its own order.',
  timelinejs: 'live developments as slides of TimelineJS.',
  claims:
    'who says what: each field that each development assigns, and what contests and rulings make of it.',
};
