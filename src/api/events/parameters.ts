import { text } from '../../domain/values/parameter.js';
import { FILTERS } from '../../read/policies/filters.js';

/** Filters of events; the same for pages of the log and for its stream. */
export const EVENT_FILTERS = {
  policyId: text('Events of this policy'),
  jurisdiction: FILTERS.jurisdiction,
  area: FILTERS.area,
  kind: text('Events of this kind'),
};
