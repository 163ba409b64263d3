import { EXISTENCES } from '../../domain/existence.js';
import { IDENTIFIER_TEXT } from '../../domain/identifier.js';
import { isSearchable } from '../../domain/search-text.js';
import { choice, text, type Parameter, type ValuesOf } from '../../domain/values/parameter.js';
import { optional, readAs, type Check } from '../lists/members.js';
import { fieldOf, fieldValues } from './field-parameters.js';

/**
 * The filters of policies, each declared once: as a parameter of lists, counts, timelines, feeds, calendars, differences and
 * exports, and as a member of page tokens. filter-sql.ts has the condition of each. Their order is that of permalinks, and is
 * released.
 */
export const FILTERS = {
  /** The definite value, or a candidate if `certainty` is possible. */
  status: text('Policies of this status: the definite one, or with certainty=possible a candidate'),
  jurisdiction: text('Policies of this ISO 3166-1 code', {
    pattern: /^[A-Z]{2}$/,
    hint: 'Give a two-letter code in capitals, for example JP',
  }),
  area: text('Policies of this area'),
  kind: text('Policies with a live development of this kind that has begun on some reading'),
  /** Matched like `status`. */
  'field.*': fieldValues(
    'Policies whose field has this value, for example field.quantity=400 or field.items/pac-3=approved',
  ),
  existence: choice(EXISTENCES, 'Policies that exist, do not yet, or have ended'),
  possible: fieldOf('Policies of which this field is in doubt: it has candidates and no value'),
  absent: fieldOf('Policies of which this field is not said: it has neither a value nor candidates'),
  /** Without `status` and `equals`: policies with any uncertain field. */
  certainty: choice(['possible'], 'Let filters match candidates of doubtful values'),
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
} satisfies Record<string, Parameter<unknown>>;

type GivenFilters = ValuesOf<typeof FILTERS>;
type FilterName = Exclude<keyof GivenFilters, 'field.*'> | 'equals';

/** Which policies: all filters must match, on the day and the knowledge basis of the query. */
export type PolicyFilters = Omit<GivenFilters, 'field.*'> & {
  /** Values of fields, canonical JSON text by path: `field.*`. */
  equals?: Readonly<Record<string, string>>;
};

/** The members of a page token. */
export const FILTER_MEMBERS = Object.fromEntries(
  Object.entries(FILTERS).map(([name, parameter]) =>
    name === 'field.*' ? ['equals', optional(areJsonTexts)] : [name, optional(readAs(parameter))],
  ),
) as { readonly [Name in FilterName]: Check };

function areJsonTexts(values: unknown): boolean {
  return (
    typeof values === 'object' &&
    values !== null &&
    Object.values(values).every((value) => typeof value === 'string' && isJson(value))
  );
}

function isJson(json: string): boolean {
  try {
    JSON.parse(json);
    return true;
  } catch {
    return false;
  }
}

/** The names of the given filters. */
export const filterNames = (filters: PolicyFilters): FilterName[] =>
  (Object.keys(FILTER_MEMBERS) as FilterName[]).filter((name) => filters[name] !== undefined);

/** Whether any policy may be left out: without filters, sums of all policies are stored. */
export const hasFilters = (filters: PolicyFilters): boolean => filterNames(filters).length > 0;

/** The filters of a query with other members. */
export const filtersOf = (query: PolicyFilters): PolicyFilters =>
  Object.fromEntries(filterNames(query).map((name) => [name, query[name]]));

/** The filters among the values of a request, and the other values. */
export function splitFilters<Given extends GivenFilters>(
  given: Given,
): [PolicyFilters, Omit<Given, keyof typeof FILTERS>] {
  const part = (filters: boolean) =>
    Object.fromEntries(Object.entries(given).filter(([name]) => name in FILTERS === filters));
  const { 'field.*': equals, ...filters } = part(true) as GivenFilters;
  return [
    { ...filters, ...(equals !== undefined && { equals: inOrder(equals) }) },
    part(false) as Omit<Given, keyof typeof FILTERS>,
  ];
}

/** Sorted, so that the same fields in another order give the same query. */
const inOrder = (equals: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(equals).sort(([a], [b]) => (a < b ? -1 : 1)));

/** The requested values of fields, including `status`. */
export function askedValues({ status, equals }: PolicyFilters): [path: string, value: string][] {
  return [
    ...(status === undefined ? [] : [['status', JSON.stringify(status)] as [string, string]]),
    ...Object.entries(equals ?? {}),
  ];
}

/** The filters as parameters of a request, in the order of permalinks. */
export function filterParameters({ equals = {}, ...filters }: PolicyFilters): Record<string, string> {
  const parameters = filterNames({ equals, ...filters }).flatMap((name) =>
    name === 'equals'
      ? Object.entries(equals).map(([path, value]) => [`field.${path}`, value])
      : [[name, filters[name]]],
  );
  return Object.fromEntries(parameters) as Record<string, string>;
}
