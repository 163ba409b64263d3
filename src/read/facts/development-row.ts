import { isBelieved, type Claim, type Placed } from '../../domain/claim.js';
import { BEGINNING, FOREVER } from '../../domain/day.js';
import type { Development } from '../../domain/policy-event.js';
import type { Fact } from '../../domain/supersession.js';
import type { DevelopmentRow } from './tables.js';

/** A fact's live development as it is placed, known from this position on. */
export function developmentRow(
  policyNo: number,
  knownFrom: number,
  fact: Fact,
  placed: Placed,
): DevelopmentRow {
  const { eventId, kind, tie } = placed.claim;
  const version = fact.versions.find((each) => each.eventId === eventId);
  if (!version) throw new Error(`${eventId} is placed in a fact that it is no version of`);
  return {
    policyNo,
    factNo: tie,
    position: version.position,
    eventId,
    kind,
    knownFrom,
    knownTo: null,
    ...developmentDays(version, placed),
  };
}

/** The days of a development: as its source gives them, and where it can begin at the earliest. */
export type DevelopmentDays = Pick<
  DevelopmentRow,
  'begins' | 'day' | 'latest' | 'certain' | 'publishedFrom' | 'publishedTo'
>;

export function developmentDays(
  { data: { effective, published } }: Development,
  { claim, begin, end }: Placed,
): DevelopmentDays {
  return {
    begins: begin.earliest,
    day: effective.earliest ?? effective.latest ?? BEGINNING,
    latest: effective.latest ?? FOREVER,
    certain:
      begin.earliest === begin.latest &&
      end?.earliest === end?.latest &&
      !claim.questionable &&
      !isDoubted(claim),
    publishedFrom: published ? (published.earliest ?? published.latest ?? BEGINNING) : null,
    publishedTo: published ? (published.latest ?? FOREVER) : null,
  };
}

/** Whether sources contradict it, one of them disputes it, or rulings left nothing of it. */
const isDoubted = (claim: Claim): boolean => claim.disputed || claim.contests.size > 0 || !isBelieved(claim);
