import { BEGINNING, FOREVER, type Day } from './day.js';
import { readEntry, type FieldEntry, type Uncertain } from './field-entry.js';
import { isField, type PolicyTimeline } from './policy-timeline.js';
import { redactedMembers } from './redaction.js';
import { becauseOf, entriesOn, membersOf, type Row } from './state.js';

/** A field that differs between two states; null: a state has no entry for it. */
export interface FieldChange {
  field: string;
  old: Row | null;
  now: Row | null;
}

/** The entry of each field of a timeline on a day; none for a policy that is not registered. */
export function fieldsOn(
  timeline: PolicyTimeline | null,
  asOf: Day,
  uncertain: Uncertain,
): ReadonlyMap<string, Row> {
  const rows = timeline ? entriesOn(timeline, asOf, uncertain) : [];
  return new Map(rows.filter(({ path }) => isField(path)).map((row) => [row.path, row]));
}

/**
 * The changed fields, in the order of their names: another value, certainty, or set of candidates. Other developments or
 * another begin behind the same value are no change.
 */
export function changedFields(old: ReadonlyMap<string, Row>, now: ReadonlyMap<string, Row>): FieldChange[] {
  const fields = [...new Set([...old.keys(), ...now.keys()])].sort();
  return fields
    .map((field) => ({ field, old: old.get(field) ?? null, now: now.get(field) ?? null }))
    .filter((change) => saidBy(change.old) !== saidBy(change.now));
}

/** The events that an entry is based on, including its candidates: with `exclude`, a possible value has no reasons of its own. */
export function reasonsOf(row: Row | null): string[] {
  if (!row) return [];
  if (row.certainty === 'definite') return becauseOf(row);
  const { because, candidates = [] } = membersOf(row);
  return [...because, ...candidates.flatMap((candidate) => candidate.because)];
}

/** An entry as shown under `fields` in answers, JSON text; no entry or a cleared one: `absent`. */
export const entryText = (row: Row | null): string => `{${entryMembers(row)}}`;

/** The same without braces. */
export function entryMembers(row: Pick<Row, 'value' | 'certainty' | 'rest'> | null): string {
  if (!row) return '"absent":true,"certainty":"definite","because":[]';
  const value =
    row.value !== null
      ? `${redactedMembers(row.value) ?? `"value":${row.value}`},`
      : row.certainty === 'definite'
        ? '"absent":true,'
        : '';
  return `${value}${row.rest}`;
}

/** A step of a field as shown in histories, JSON text; `until` is exclusive, and null if open. */
export function stepText(path: string, entry: FieldEntry): string {
  const { from, until, certainty, contested } = entry;
  const day = (text: Day) => (text === BEGINNING || text === FOREVER ? 'null' : `"${text}"`);
  const { value, rest } = readEntry(entry, 'flag');
  const shown = { value, certainty, rest: certainty === 'definite' ? rest.replace(END_OF_RUN, '') : rest };
  return `{"field":"${path}","from":${day(from)},"until":${day(until)},${contested ? '"contested":true,' : ''}${entryMembers(shown)}}`;
}

/** The end of the whole run. It is removed, because the step has an `until` of its own and names must be unique. */
const END_OF_RUN = /"until":\{[^{}]*\},/;

/** Equal exactly if an answer shows the same of the field. */
function saidBy(row: Row | null): string {
  if (!row || (row.value === null && row.certainty === 'definite')) return 'absent';
  if (row.certainty === 'definite') return `definite ${row.value}`;
  const candidates = membersOf(row).candidates ?? [];
  const values = candidates.map((candidate) => ('value' in candidate ? JSON.stringify(candidate.value) : ''));
  return `possible ${row.value} ${values.sort().join(' ')}`;
}
