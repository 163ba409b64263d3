import type { FormField } from '../../api/client.js';

/** An import line with `{column}` in it; see docs/importing.md. */
export type Mapping = Record<string, unknown>;

/** The path of a text in the mapping: member names and list indexes. */
export type Path = readonly (string | number)[];

export function textAt(mapping: Mapping, path: Path): string {
  const value = path.reduce<unknown>(
    (within, key) => (typeof within === 'object' && within !== null ? (within as Mapping)[key] : undefined),
    mapping,
  );
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/** The mapping with this text at the path; an empty text removes the member, and then empty objects. */
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

/** Widgets of the form hints with text values; for the others a cell holds a number or JSON. */
const TEXTS = ['slug', 'text', 'field-path', 'textarea', 'choice', 'edtf', 'reference'];

/** The placeholder of a column, for a member with this widget. */
export function placeOf(column: string, widget: string | undefined): string {
  if (widget === undefined || TEXTS.includes(widget)) return `{${column}}`;
  return widget === 'quantity' ? `{${column}:number}` : `{${column}:json}`;
}

/** A member of the line that can be mapped to a column. */
export interface Target {
  path: Path;
  /** A word of the dashboard, or the service's label of a payload member. */
  word?:
    | 'policy'
    | 'effective'
    | 'sourceTitle'
    | 'sourceUrl'
    | 'publisher'
    | 'published'
    | 'externalId'
    | 'note';
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
