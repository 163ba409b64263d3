import type { What } from './export-request.js';

/** Members of a request, as JSON pointers, that only some tables accept. */
export const MEMBERS_BY_TABLE: Record<string, readonly What[]> = {
  '/since': ['events', 'developments', 'facts'],
  '/days': ['panel'],
  '/basis/asOf': ['states'],
  '/basis/uncertain': ['states', 'panel', 'history', 'facts'],
  '/basis/publishedBy': ['states', 'panel', 'history', 'developments', 'timelinejs', 'claims'],
  '/filters/status': ['states', 'panel'],
  '/filters/field': ['history', 'facts', 'claims'],
  '/filters/area': ['states', 'panel', 'history', 'facts', 'developments', 'timelinejs', 'claims'],
  '/filters/jurisdiction': ['states', 'panel', 'history', 'facts', 'developments', 'timelinejs', 'claims'],
};
