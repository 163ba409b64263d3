import { FILTERS } from '../read/policies/filters.js';
import type { What } from './export-request.js';

/** Filters that do not depend on the day: those of the header. */
const HEADER_FILTERS = ['area', 'jurisdiction'];
const DATED: readonly What[] = ['states', 'panel'];
const OF_POLICIES: readonly What[] = [...DATED, 'history', 'facts', 'developments', 'timelinejs', 'claims'];

/** Members of a request, as JSON pointers, that only some tables accept. */
export const MEMBERS_BY_TABLE: Record<string, readonly What[]> = {
  '/since': ['events', 'developments', 'facts'],
  '/days': ['panel'],
  '/basis/asOf': ['states'],
  '/basis/uncertain': [...DATED, 'history', 'facts'],
  '/basis/publishedBy': [...DATED, 'history', 'developments', 'timelinejs', 'claims'],
  '/filters/field': ['history', 'facts', 'claims'],
  ...Object.fromEntries(
    Object.keys(FILTERS).map((name) => [
      `/filters/${name === 'field.*' ? 'equals' : name}`,
      HEADER_FILTERS.includes(name) ? OF_POLICIES : DATED,
    ]),
  ),
};
