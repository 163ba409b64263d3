import { isDay, type Day } from '../../domain/day.js';
import { UNCERTAIN, type Uncertain } from '../../domain/field-entry.js';
import { isTimed } from '../lists/cursor.js';
import { areFilters, type PolicyFilters } from './filters.js';

/** What a list can be sorted by; `-` before it: descending. Equal ones stand in the order of their ids. */
export const SORT_KEYS = [
  'id',
  'title',
  'status',
  'area',
  'jurisdiction',
  'developments',
  'lastRecorded',
] as const;
export type SortKey = (typeof SORT_KEYS)[number];
export type Sort = SortKey | `-${SortKey}`;
export const SORTS: readonly Sort[] = SORT_KEYS.flatMap((key): Sort[] => [key, `-${key}`]);

/** Each item without its fields, with all of them, or with these. */
export type ShownFields = boolean | readonly string[];

/** One page to make: everything fixed, so that the same place gives the same page for ever. */
export interface ListPlace extends PolicyFilters {
  asOf: Day;
  position: number;
  /** The instant asked for, if it was one. */
  knownAt?: string;
  beyondHead: boolean;
  uncertain: Uncertain;
  publishedBy?: Day;
  fields: ShownFields;
  /** Default: by id. */
  sort?: Sort;
  /** The last policy of the page before. */
  after?: string;
  /** And what it was sorted by, unless that is its id. */
  afterKey?: string;
}

const TEXTS = ['after', 'afterKey'];

/** Whether a cursor's content is a place in this list. */
export function isListPlace(value: unknown): value is ListPlace {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Record<string, unknown>;
  return (
    typeof place['asOf'] === 'string' &&
    isDay(place['asOf']) &&
    isTimed(place) &&
    areShownFields(place['fields']) &&
    UNCERTAIN.includes(place['uncertain'] as Uncertain) &&
    (place['sort'] === undefined || SORTS.includes(place['sort'] as Sort)) &&
    TEXTS.every((name) => ['string', 'undefined'].includes(typeof place[name])) &&
    areFilters(place)
  );
}

const areShownFields = (fields: unknown): fields is ShownFields =>
  typeof fields === 'boolean' || (Array.isArray(fields) && fields.every((path) => typeof path === 'string'));
