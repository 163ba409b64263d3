import type { Day } from '../../domain/day.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { UNCERTAIN } from '../../domain/field-entry.js';

/** Which policies: all filters must hold. */
export interface ListFilters {
  /** A value of `status`: the definite one, or a candidate if `certainty` is possible. */
  status?: string;
  /** ISO 3166-1 code. */
  jurisdiction?: string;
  area?: string;
  certainty?: 'possible';
}

/** One page to make: everything fixed, so that the same place gives the same page for ever. */
export interface ListPlace extends ListFilters {
  asOf: Day;
  position: number;
  /** The instant asked for, if it was one. */
  knownAt?: string;
  beyondHead: boolean;
  uncertain: Uncertain;
  publishedBy?: Day;
  fields: boolean;
  /** The last policy of the page before. */
  after?: string;
}

const TEXTS = ['status', 'jurisdiction', 'area', 'certainty', 'knownAt', 'publishedBy', 'after'];

/** Whether a cursor's content is a place in this list. */
export function isListPlace(value: unknown): value is ListPlace {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Record<string, unknown>;
  return (
    typeof place['asOf'] === 'string' &&
    /^\d{4}-\d{2}-\d{2}$/.test(place['asOf']) &&
    Number.isSafeInteger(place['position']) &&
    typeof place['beyondHead'] === 'boolean' &&
    typeof place['fields'] === 'boolean' &&
    UNCERTAIN.includes(place['uncertain'] as Uncertain) &&
    TEXTS.every((name) => ['string', 'undefined'].includes(typeof place[name]))
  );
}
