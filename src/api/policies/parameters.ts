import { EXISTENCES } from '../../domain/existence.js';
import { FIELD_PATH } from '../../domain/field-path.js';
import { IDENTIFIER_TEXT } from '../../domain/identifier.js';
import { isSearchable } from '../../domain/search-text.js';
import { BASIS, KNOWN, PUBLISHED_BY } from '../parameters/basis.js';
import { SORTS } from '../../read/policies/list-query.js';
import type { PolicyFilters } from '../../read/policies/filters.js';
import { choice, integer, text } from '../parameters/kinds-of-parameter.js';
import type { Parameter, ValuesOf } from '../parameters/parameter.js';
import { fieldValues, shownFields } from './field-parameters.js';

export const PAGE = {
  limit: integer(1, 1000, 'Items a page; default 50'),
  cursor: text('Where the page before ended: its `next`, or the cursor in it', { maxLength: 4000 }),
};
export const DEFAULT_LIMIT = 50;

export const fieldOf = (description: string) =>
  text(description, {
    maxLength: 201,
    pattern: FIELD_PATH,
    hint: 'Give a field, for example status or items/pac-3',
  });

/** Filters of policies; the same for lists, counts by day, timelines, feeds and calendars. */
export const FILTERS = {
  status: text('Policies of this status: the definite one, or with certainty=possible a candidate'),
  jurisdiction: text('Policies of this ISO 3166-1 code', {
    pattern: /^[A-Z]{2}$/,
    hint: 'Give a two-letter code in capitals, for example JP',
  }),
  area: text('Policies of this area'),
  kind: text('Policies with a live development of this kind that has begun on some reading'),
  'field.*': fieldValues(
    'Policies whose field has this value, for example field.quantity=400 or field.items/pac-3=approved',
  ),
  existence: choice(EXISTENCES, 'Policies that exist, do not yet, or have ended'),
  possible: fieldOf('Policies of which this field is in doubt: it has candidates and no value'),
  absent: fieldOf('Policies of which this field is not said: it has neither a value nor candidates'),
  q: text(
    'Words, or any characters of Japanese, found in titles, payloads and sources; all of them must be. Width, case, accents, kana, old characters and English plurals make no difference',
    { accepts: isSearchable, hint: 'Give at least one letter or digit: there is nothing else to find' },
  ),
  contested: choice(
    ['true'],
    'Policies with a field on which sources contradict each other, or one of them is disputed',
  ),
  identifier: text('Policies that others call so, by scheme and value, for example wikidata:Q917', {
    maxLength: 2100,
    pattern: IDENTIFIER_TEXT,
    hint: 'Give scheme and value with a colon between them, for example eli:https://… or law-number:24',
  }),
  certainty: choice(['possible'], 'Let filters match candidates of doubtful values'),
} satisfies Record<Exclude<keyof PolicyFilters, 'equals'> | 'field.*', Parameter<unknown>>;

export const LIST = {
  ...BASIS,
  ...FILTERS,
  sort: choice(SORTS, 'The order; - in front: descending; default id'),
  fields: shownFields('true: each policy with its fields; or the fields to show, separated by commas'),
  ...PAGE,
};

/** The filters among the values of a request, and the other values. */
export function splitFilters<Given extends ValuesOf<typeof FILTERS>>(
  given: Given,
): [PolicyFilters, Omit<Given, keyof typeof FILTERS>] {
  const part = (filters: boolean) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => name in FILTERS === filters));
  const { 'field.*': equals, ...filters } = defined(part(true) as ValuesOf<typeof FILTERS>);
  return [
    { ...filters, ...(equals !== undefined && { equals: inOrder(equals) }) },
    part(false) as Omit<Given, keyof typeof FILTERS>,
  ];
}

/** Sorted, so that the same fields in another order give the same query. */
const inOrder = (equals: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(equals).sort(([a], [b]) => (a < b ? -1 : 1)));

export const TIMELINE = {
  ...KNOWN,
  ...PUBLISHED_BY,
  include: choice(['superseded'], 'Developments that were corrected, retracted or rejected by a ruling, too'),
  ...PAGE,
};

export const HISTORY = { ...KNOWN, ...PUBLISHED_BY, field: fieldOf('Of this field only'), ...PAGE };

export const EXPLAIN = { ...BASIS, field: fieldOf('The field to explain') };

/** The object without undefined members. */
export function defined<T extends object>(given: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
