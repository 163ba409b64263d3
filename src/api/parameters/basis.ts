import { RENDER } from '../../domain/basis.js';
import { UNCERTAIN } from '../../domain/field-entry.js';
import type { KnowledgeRequest, AsOfQuery } from '../../read/basis/as-of-query.js';
import { choice, day, instant, integer, type ValuesOf } from '../../domain/values/parameter.js';

/** The recorded axis, and the renderer number of a permalink. */
export const KNOWN = {
  knownAt: instant('What was known at this instant; default: all that is'),
  position: integer(
    0,
    Number.MAX_SAFE_INTEGER,
    'What was known once the log reached this position; instead of knownAt',
  ),
  render: integer(1, RENDER, 'The format of the answer, as permalinks pin it'),
};

/** Only what was public. */
export const PUBLISHED_BY = { publishedBy: day('Only what was certainly public by the end of this day') };

/** All parameters of an as-of answer. */
export const BASIS = {
  asOf: day(
    "The day the answer is about; default: today in the policy's time zone, for several policies in UTC",
  ),
  ...KNOWN,
  uncertain: choice(
    UNCERTAIN,
    'Uncertain dates: `flag` leaves doubtful values out and gives the candidates, `include` reads each at its widest, `exclude` at its narrowest; default flag',
  ),
  ...PUBLISHED_BY,
};

/** The parameters as a query; `render` has only one value yet. */
export function asOfQueryOf({ render: _, uncertain, ...given }: ValuesOf<typeof BASIS>): AsOfQuery {
  return { uncertain: uncertain ?? 'flag', ...given };
}

export function knowledgeRequestOf({ knownAt, position }: ValuesOf<typeof KNOWN>): KnowledgeRequest {
  return { ...(knownAt !== undefined && { knownAt }), ...(position !== undefined && { position }) };
}
