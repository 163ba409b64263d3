import type { Placed } from '../../domain/claim.js';
import { BEGINNING, FOREVER } from '../../domain/day.js';
import type { Fact } from '../../domain/supersession.js';
import type { DevelopmentRow } from './rows.js';

/** A fact's live development as it is placed, known from this position on. */
export function developmentRow(
  policyNo: number,
  knownFrom: number,
  fact: Fact,
  { claim, begin, end }: Placed,
): DevelopmentRow {
  const version = fact.versions.find(({ eventId }) => eventId === claim.eventId);
  if (!version) throw new Error(`${claim.eventId} is placed in a fact that it is no version of`);
  const { effective, published } = version.data;
  return {
    policyNo,
    factNo: claim.tie,
    position: version.position,
    eventId: claim.eventId,
    kind: claim.kind,
    knownFrom,
    knownTo: null,
    begins: begin.earliest,
    day: effective.earliest ?? effective.latest ?? BEGINNING,
    latest: effective.latest ?? FOREVER,
    certain: begin.earliest === begin.latest && end?.earliest === end?.latest && !claim.questionable,
    publishedFrom: published ? (published.earliest ?? published.latest ?? BEGINNING) : null,
    publishedTo: published ? (published.latest ?? FOREVER) : null,
  };
}
