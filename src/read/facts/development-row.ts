import { isBelieved, isContested, type BoundedClaim } from '../../domain/claim.js';
import { BEGINNING, FOREVER } from '../../domain/day.js';
import type { Development } from '../../domain/policy-event.js';
import type { DevelopmentHistory } from '../../domain/development-history.js';
import { dateTextOf } from '../../domain/upcoming.js';
import type { DevelopmentRow } from './tables.js';

/** The row of a history's live development with its bounds, known from this position. */
export function developmentRow(
  policyNo: number,
  knownFrom: number,
  history: DevelopmentHistory,
  bounded: BoundedClaim,
): DevelopmentRow {
  const { eventId, kind, tieBreaker: tie } = bounded.claim;
  const version = history.versions.find((each) => each.eventId === eventId);
  if (!version) throw new Error(`${eventId} has bounds in a development history that it is not a version of`);
  return {
    policyNo,
    factNo: tie,
    position: version.position,
    eventId,
    kind,
    knownFrom,
    knownTo: null,
    ...developmentDays(version, bounded),
    contested: isContested(bounded.claim),
    dateText: dateTextOf(bounded),
  };
}

/** The days of a development: as its source gives them, and its earliest possible begin. */
export type DevelopmentDays = Pick<
  DevelopmentRow,
  'begins' | 'day' | 'latest' | 'certain' | 'publishedFrom' | 'publishedTo'
>;

export function developmentDays(
  { data: { effective, published } }: Development,
  { claim, begin, end }: BoundedClaim,
): DevelopmentDays {
  return {
    begins: begin.earliest,
    day: effective.earliest ?? effective.latest ?? BEGINNING,
    latest: effective.latest ?? FOREVER,
    certain:
      begin.earliest === begin.latest &&
      end?.earliest === end?.latest &&
      !claim.questionable &&
      !isContested(claim) &&
      isBelieved(claim),
    publishedFrom: published ? (published.earliest ?? published.latest ?? BEGINNING) : null,
    publishedTo: published ? (published.latest ?? FOREVER) : null,
  };
}
