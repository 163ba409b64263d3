import type { Localised } from '../domain/values/fields.js';
import { kindNamed } from '../domain/kinds/index.js';
import { fieldLabel, wordLabel } from '../domain/labels/field-label.js';

/** How a table names fields, values and kinds. */
export interface Names {
  field: (path: string) => string;
  value: (value: unknown) => string;
  kind: (slug: string) => string;
}

/** Names as the options of the commands take them. */
export const SLUGS: Names = { field: (path) => path, value: textOf, kind: (slug) => slug };

/** Names in words, like the columns of exports with `labels`. */
export const labelsIn = (language: keyof Localised): Names => ({
  field: (path) => fieldLabel(path)[language],
  value: (value) => (typeof value === 'string' ? (wordLabel(value)?.[language] ?? value) : textOf(value)),
  kind: (slug) => kindNamed(slug)?.title[language] ?? slug,
});

function textOf(value: unknown): string {
  if (value === undefined) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
