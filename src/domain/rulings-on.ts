import { verdicts, type Verdicts } from './claims/rulings.js';
import type { Retraction, Ruling } from './policy-event.js';
import type { PolicyTimeline } from './policy-timeline.js';
import type { Fact } from './supersession.js';

/**
 * What became of a ruling. `lapsed`: a correction changed the values that it judged; `overruled`: later rulings on the same
 * developments count; `without-effect`: what it judged is not live.
 */
export const RULING_STANDINGS = ['applies', 'lapsed', 'overruled', 'withdrawn', 'without-effect'] as const;
export type RulingStanding = (typeof RULING_STANDINGS)[number];

/** A ruling that judged what some developments say of a field. */
export interface RulingOn {
  ruling: Ruling;
  standing: RulingStanding;
  withdrawnBy: Retraction | null;
}

/** The rulings on a field, in the order of the log: those that a timeline believes, and those that were withdrawn since. */
export function rulingsOn(timeline: PolicyTimeline, field: string): RulingOn[] {
  const { facts, rulings, believes } = timeline;
  const live = timeline.liveRulings();
  const { lapsed } = verdicts(live, facts, believes);
  return rulings.all().flatMap(({ ruling, retraction }) => {
    const judged = judgedOn(timeline, ruling, field);
    if (!believes(ruling) || judged.length === 0) return [];
    const withdrawnBy = retraction && believes(retraction) ? retraction : null;
    const standing = withdrawnBy ? 'withdrawn' : standingAmong(timeline, ruling, judged, field, lapsed);
    return [{ ruling, standing, withdrawnBy }];
  });
}

/** The developments of which a ruling judged what they say of a field. */
function judgedOn({ facts }: PolicyTimeline, { data }: Ruling, field: string): Fact[] {
  const { prefer, over = [], reject = [] } = data;
  const says = (eventId: string) =>
    facts.version(eventId)?.effects.some((effect) => effect.field === field) ?? false;
  // A preference outside a contest has no fields: it confirms all that the development says.
  const isPreferred =
    prefer && (prefer.fields.length === 0 ? says(prefer.eventId) : prefer.fields.includes(field));
  const ids = [
    ...(isPreferred ? [prefer.eventId] : []),
    ...over.filter(({ fields }) => fields.includes(field)).map(({ eventId }) => eventId),
    ...reject.filter(says),
  ];
  return ids.flatMap((eventId) => facts.of(eventId) ?? []);
}

function standingAmong(
  timeline: PolicyTimeline,
  { eventId, position }: Ruling,
  judged: readonly Fact[],
  field: string,
  lapsed: Verdicts['lapsed'],
): RulingStanding {
  const applies = judged.some((fact) => {
    const { rejectedBy, ruledOut, confirmedBy } = timeline.placements.standingOf(fact);
    return [rejectedBy, ruledOut.get(field), confirmedBy].includes(eventId);
  });
  if (applies) return 'applies';
  if (lapsed.some(({ ruling, fact }) => ruling.eventId === eventId && judged.includes(fact))) return 'lapsed';
  const later = timeline.liveRulings().filter((other) => other.position > position);
  const isOverruled = later.some((other) =>
    judgedOn(timeline, other, field).some((fact) => judged.includes(fact)),
  );
  return isOverruled ? 'overruled' : 'without-effect';
}
