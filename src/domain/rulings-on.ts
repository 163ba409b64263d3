import { verdicts, type Verdicts } from './claims/rulings.js';
import type { Retraction, Ruling } from './policy-event.js';
import type { PolicyTimeline } from './policy-timeline.js';
import type { DevelopmentHistory } from './development-history.js';

/**
 * The state of a ruling. `lapsed`: a correction changed the values that it judged; `overruled`: later rulings on the same
 * developments count; `without-effect`: what it judged is not live.
 */
export const RULING_STANDINGS = ['applies', 'lapsed', 'overruled', 'withdrawn', 'without-effect'] as const;
export type RulingStanding = (typeof RULING_STANDINGS)[number];

/** A ruling that judged what developments say about a field. */
export interface RulingOn {
  ruling: Ruling;
  standing: RulingStanding;
  withdrawnBy: Retraction | null;
}

/** The rulings on a field, in the order of the log: believed ones, and those withdrawn since. */
export function rulingsOn(timeline: PolicyTimeline, field: string): RulingOn[] {
  const { histories, rulings, believes } = timeline;
  const live = timeline.liveRulings();
  const { lapsed } = verdicts(live, histories, believes);
  return rulings.all().flatMap(({ ruling, retraction }) => {
    const judged = judgedOn(timeline, ruling, field);
    if (!believes(ruling) || judged.length === 0) return [];
    const withdrawnBy = retraction && believes(retraction) ? retraction : null;
    const standing = withdrawnBy ? 'withdrawn' : standingAmong(timeline, ruling, judged, field, lapsed);
    return [{ ruling, standing, withdrawnBy }];
  });
}

/** The developments whose statement about the field a ruling judged. */
function judgedOn({ histories }: PolicyTimeline, { data }: Ruling, field: string): DevelopmentHistory[] {
  const { prefer, over = [], reject = [] } = data;
  const says = (eventId: string) =>
    histories.version(eventId)?.effects.some((effect) => effect.field === field) ?? false;
  // A preference outside a contest has no fields: it confirms the whole development.
  const isPreferred =
    prefer && (prefer.fields.length === 0 ? says(prefer.eventId) : prefer.fields.includes(field));
  const ids = [
    ...(isPreferred ? [prefer.eventId] : []),
    ...over.filter(({ fields }) => fields.includes(field)).map(({ eventId }) => eventId),
    ...reject.filter(says),
  ];
  return ids.flatMap((eventId) => histories.of(eventId) ?? []);
}

function standingAmong(
  timeline: PolicyTimeline,
  { eventId, position }: Ruling,
  judged: readonly DevelopmentHistory[],
  field: string,
  lapsed: Verdicts['lapsed'],
): RulingStanding {
  const applies = judged.some((history) => {
    const { rejectedBy, ruledOut, confirmedBy } = timeline.claimBounds.standingOf(history);
    return [rejectedBy, ruledOut.get(field), confirmedBy].includes(eventId);
  });
  if (applies) return 'applies';
  if (lapsed.some(({ ruling, history }) => ruling.eventId === eventId && judged.includes(history)))
    return 'lapsed';
  const later = timeline.liveRulings().filter((other) => other.position > position);
  const isOverruled = later.some((other) =>
    judgedOn(timeline, other, field).some((history) => judged.includes(history)),
  );
  return isOverruled ? 'overruled' : 'without-effect';
}
