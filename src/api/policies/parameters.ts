import { choice, integer, text, yesOrNo } from '../../domain/values/parameter.js';
import { fieldOf, shownFields } from '../../read/policies/field-parameters.js';
import { FILTERS } from '../../read/policies/filters.js';
import { SORTS } from '../../read/policies/list-query.js';
import { BASIS, KNOWN, PUBLISHED_BY } from '../parameters/basis.js';

export const PAGE = {
  limit: integer(1, 1000, 'Items a page; default 50'),
  cursor: text('Where the page before ended: its `next`, or the cursor in it', { maxLength: 4000 }),
};
export const DEFAULT_LIMIT = 50;

export const LIST = {
  ...BASIS,
  ...FILTERS,
  sort: choice(SORTS, 'The order; - in front: descending; default id'),
  fields: shownFields('true: each policy with its fields; or the fields to show, separated by commas'),
  expected: yesOrNo('false: each policy without the dates that are expected'),
  ...PAGE,
};

export const TIMELINE = {
  ...KNOWN,
  ...PUBLISHED_BY,
  include: choice(['superseded'], 'Developments that were corrected, retracted or rejected by a ruling, too'),
  ...PAGE,
};

export const HISTORY = { ...KNOWN, ...PUBLISHED_BY, field: fieldOf('Of this field only'), ...PAGE };

export const EXPLAIN = {
  ...BASIS,
  field: fieldOf('The field to explain'),
  parts: choice(['true'], 'Each reason also in parts, codes and their values, for words of your own'),
};

/** The object without undefined members. */
export function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
