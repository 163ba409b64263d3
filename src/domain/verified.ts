import { FOREVER } from './day.js';
import type { BoundedClaim } from './claim.js';
import { NO_RUN } from './entry-text.js';
import type { FieldEntry } from './field-entry.js';

/**
 * The last verification: on each day, the date (EDTF text, as given) of the latest live development of kind `verified` that has
 * certainly begun by then. A verification counts even after its period is over; a disputed one does not. There is no entry
 * before the first.
 */
export function verifiedEntries(claims: readonly BoundedClaim[]): FieldEntry[] {
  const begun = claims.filter(
    ({ claim, begin }) => claim.kind === 'verified' && !claim.disputed && begin.latest !== FOREVER,
  );
  const entries: FieldEntry[] = [];
  for (const { claim, begin } of begun.sort(byBegin)) {
    const last = entries.at(-1);
    if (last?.from === begin.latest) entries.pop();
    else if (last) last.until = begin.latest;
    entries.push({
      from: begin.latest,
      until: FOREVER,
      certainty: 'definite',
      contested: false,
      details: NO_RUN,
      flag: { value: JSON.stringify(claim.date.text), because: [] },
      include: null,
      exclude: null,
    });
  }
  return entries;
}

/** Of two that are certain from the same day, the one that may have begun earlier counts less; then the one recorded earlier. */
function byBegin(a: BoundedClaim, b: BoundedClaim): number {
  if (a.begin.latest !== b.begin.latest) return a.begin.latest < b.begin.latest ? -1 : 1;
  if (a.begin.earliest !== b.begin.earliest) return a.begin.earliest < b.begin.earliest ? -1 : 1;
  return a.claim.tieBreaker - b.claim.tieBreaker;
}
