import { type PolicyFilters, FILTERS, splitFilters } from '../../read/policies/filters.js';
import { STEPS } from '../../read/panel/panel-days.js';
import type { PanelQuery } from '../../read/panel/panel-reader.js';
import { AXES } from '../../read/timeline/all-timelines-page.js';
import { BASIS, KNOWN, PUBLISHED_BY, asOfQueryOf } from '../parameters/basis.js';
import { choice, day, type ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { fieldOf } from '../../read/policies/field-parameters.js';
import { PAGE } from '../policies/parameters.js';

/** The same without pages: for all rows. */
export const TIMELINES_ROWS = {
  ...BASIS,
  ...FILTERS,
  axis: choice(
    AXES,
    'The days meant by from and to, and the order; recorded days are in UTC; default effective',
  ),
  from: day('Developments that may lie on this day or later'),
  to: day('Developments that may lie on this day or earlier'),
};
export const TIMELINES = { ...TIMELINES_ROWS, ...PAGE };

export const PANEL_ROWS = {
  ...KNOWN,
  uncertain: BASIS.uncertain,
  ...PUBLISHED_BY,
  ...FILTERS,
  field: fieldOf('The field to show; default status'),
  from: day('The first day of the grid'),
  to: day('The last day of the grid; policies are filtered as of it'),
  step: choice(STEPS, 'Each day, or the first day and each first of a month; default day'),
};
export const PANEL = { ...PANEL_ROWS, ...PAGE };

/** @throws HttpProblem `invalid-parameters` without the days of the panel */
export function panelQuery(
  given: ValuesOf<typeof PANEL_ROWS>,
): Omit<PanelQuery, 'limit' | 'cursor'> & PolicyFilters {
  const [filters, { field, from, to, step, ...basis }] = splitFilters(given);
  if (from === undefined || to === undefined)
    throw invalidParameters([
      {
        parameter: from === undefined ? 'from' : 'to',
        detail: 'Give the first and the last day of the grid',
      },
    ]);
  return {
    ...asOfQueryOf(basis),
    ...filters,
    ...{ field: field ?? 'status', from, to, step: step ?? 'day' },
  };
}
