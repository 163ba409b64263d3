import type { FormField } from '../../api/client.js';

/** An import line with `{column}` in it; see docs/importing.md. */
export type Mapping = Record<string, unknown>;

/** Where a text of the mapping is: names of members and places in lists. */
export type Path = readonly (string | number)[];

export function textAt(mapping: Mapping, path: Path): string {
  const value = path.reduce<unknown>(
    (within, key) => (typeof within === 'object' && within !== null ? (within as Mapping)[key] : undefined),
    mapping,
  );
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/** The mapping with this text there; an empty text leaves the member out, and objects of which nothing is left. */
export function withText(mapping: Mapping, path: Path, text: string): Mapping {
  return (changed(mapping, path, text) ?? {}) as Mapping;
}

function changed(within: unknown, [key, ...rest]: Path, text: string): unknown {
  if (key === undefined) return text === '' ? undefined : text;
  const list = typeof key === 'number';
  const members = typeof within === 'object' && within !== null ? Object.entries(within as Mapping) : [];
  const current = members.find(([name]) => name === String(key))?.[1];
  const value = changed(current, rest, text);
  const others = members.filter(([name]) => name !== String(key));
  const all = value === undefined ? others : [...others, [String(key), value] as const];
  if (all.length === 0) return undefined;
  return list ? all.map(([, item]) => item) : Object.fromEntries(all);
}

/** Widgets of the form hints whose values are text; of the others a cell says the number or the JSON. */
const TEXTS = ['slug', 'text', 'field-path', 'textarea', 'choice', 'edtf', 'reference'];

/** The place of a column in the mapping, for a member that has this widget. */
export function placeOf(column: string, widget: string | undefined): string {
  if (widget === undefined || TEXTS.includes(widget)) return `{${column}}`;
  return widget === 'quantity' ? `{${column}:number}` : `{${column}:json}`;
}

/** A member of the line that a column can be given to. */
export interface Target {
  path: Path;
  /** A word of the dashboard, or what the service calls a member of the payload. */
  word?:
    'policy' | 'effective' | 'sourceTitle' | 'sourceUrl' | 'publisher' | 'published' | 'externalId' | 'note';
  field?: FormField;
  required?: boolean;
}

export function targetsOf(form: readonly FormField[]): Target[] {
  return [
    { path: ['policyId'], word: 'policy', required: true },
    { path: ['effective'], word: 'effective', required: true },
    ...form.map((field) => ({ path: ['payload', field.name], field, required: field.required })),
    { path: ['sources', 0, 'title'], word: 'sourceTitle', required: true },
    { path: ['sources', 0, 'url'], word: 'sourceUrl' },
    { path: ['sources', 0, 'publisher'], word: 'publisher' },
    { path: ['published'], word: 'published' },
    { path: ['externalId'], word: 'externalId' },
    { path: ['note'], word: 'note' },
  ];
}
