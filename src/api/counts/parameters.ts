import { SUMMARY_BY } from '../../read/summary/summary-by.js';
import { BASIS, KNOWN, PUBLISHED_BY } from '../parameters/basis.js';
import { choice, days } from '../../domain/values/parameter.js';
import { FILTERS } from '../../read/policies/filters.js';

export const FACETS = { ...BASIS, ...FILTERS };
export const SUMMARY = {
  ...FACETS,
  by: choice(SUMMARY_BY, 'What to count by; a policy counts in each of its jurisdictions; default status'),
};

const MOST_DAYS = 60;
export const DAYS = {
  ...KNOWN,
  uncertain: BASIS.uncertain,
  ...PUBLISHED_BY,
  ...FILTERS,
  by: SUMMARY.by,
  days: days('The days to count on, separated by commas, each later than the one before', MOST_DAYS),
};
