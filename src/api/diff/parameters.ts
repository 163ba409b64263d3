import { RENDER } from '../../domain/basis.js';
import { day, instant, integer } from '../../domain/values/parameter.js';
import { BASIS, PUBLISHED_BY } from '../parameters/basis.js';
import { FILTERS } from '../../read/policies/filters.js';
import { PAGE } from '../policies/parameters.js';

const MAX_POSITION = Number.MAX_SAFE_INTEGER;

/** Two bases to compare. */
export const DIFF = {
  fromAsOf: day('The first day; default: the second one, which is no change of the world'),
  fromKnownAt: instant(
    'What was known first; default: what is known second, which is no change of knowledge',
  ),
  fromPosition: integer(0, MAX_POSITION, 'What was known first, by position; instead of fromKnownAt'),
  toAsOf: day("The second day; default: today in the policy's time zone, for several policies in UTC"),
  toKnownAt: instant('What was known second; default: all that is'),
  toPosition: integer(0, MAX_POSITION, 'What was known second, by position; instead of toKnownAt'),
  uncertain: BASIS.uncertain,
  ...PUBLISHED_BY,
  render: integer(1, RENDER, 'The format of the answer, as permalinks pin it'),
};

/** Without pages: for all rows. The filters are about the second basis. */
export const DIFF_ROWS = { ...DIFF, ...FILTERS };
export const DIFF_LIST = {
  ...DIFF_ROWS,
  limit: integer(1, 1000, 'Policies a page; default 50'),
  cursor: PAGE.cursor,
};
