import type { Causes } from './causes.js';
import type { Claim } from './claim.js';
import { reasonsOf, type FieldChange } from './field-change.js';
import { canonicalText } from './json.js';
import { toJson, type Ruling } from './policy-event.js';
import { claimOf, type DevelopmentHistory } from './development-history.js';
import type { Cause } from './world-change.js';

/**
 * How knowledge changed a field on a day. `corrected`, `retracted`: of an event believed before; `ruled`: by a ruling, or by
 * its withdrawal; `backdated`: by a new event that was recorded after its latest day; `announced`: by any other new event.
 */
export const KNOWLEDGE_CLASSES = ['corrected', 'retracted', 'ruled', 'backdated', 'announced'] as const;
export type KnowledgeClass = (typeof KNOWLEDGE_CLASSES)[number];

/** A difference between two bases: one development with its versions, or one ruling; null: not live there. */
type Difference = DevelopmentDifference | RulingDifference;
interface DevelopmentDifference {
  history: DevelopmentHistory;
  before: Claim | null;
  after: Claim | null;
}
interface RulingDifference {
  ruling: Ruling;
  /** The retraction, if the later basis no longer believes the ruling. */
  withdrawnBy: string | null;
  /** The developments that the ruling judged. */
  judged: DevelopmentHistory[];
}

/**
 * Why a field differs on a day between the knowledge at one position and at a later one.
 * @param before null: not registered yet
 * @param change from the earlier position to the later one
 */
export function knowledgeCause(
  before: Causes | null,
  after: Causes,
  change: FieldChange,
): Cause<KnowledgeClass> {
  const differences: Difference[] = [
    ...developmentDifferences(before, after),
    ...rulingDifferences(before, after),
  ];
  const named = new Set(
    [...reasonsOf(change.old), ...reasonsOf(change.now)].map((eventId) => after.histories.of(eventId)),
  );
  const touchesNamed = (difference: Difference) =>
    'ruling' in difference
      ? difference.judged.some((history) => named.has(history))
      : named.has(difference.history);
  const direct = differences.filter(
    (difference) => touchesNamed(difference) && speaksOf(difference, change.field),
  );
  // None of the reasons differs itself: another event moved it by its sequence, overlays it, or contests it.
  const indirect =
    direct.length > 0
      ? direct
      : differences.filter(
          (difference) =>
            speaksOf(difference, change.field) || ('history' in difference && isSequenced(difference)),
        );
  const causes = indirect.length > 0 ? indirect : differences;
  const classes = causes.map(classOf);
  return {
    class: KNOWLEDGE_CLASSES.find((name) => classes.includes(name)) ?? 'announced',
    because: causes.map(eventOf),
  };
}

/** The developments of which the two bases believe different versions, in the order of their first recording. */
function developmentDifferences(before: Causes | null, after: Causes): DevelopmentDifference[] {
  const known = (timeline: Causes | null) =>
    new Map(
      (timeline?.histories.all() ?? []).flatMap((history) => {
        const live = timeline?.liveVersion(history);
        return live ? [[after.histories.of(live.eventId), claimOf(history, live)] as const] : [];
      }),
    );
  const [then, now] = [known(before), known(after)];
  return after.histories.all().flatMap((history) => {
    const difference = { history, before: then.get(history) ?? null, after: now.get(history) ?? null };
    return difference.before?.eventId === difference.after?.eventId ? [] : [difference];
  });
}

/** The rulings that only one of the two bases believes. */
function rulingDifferences(before: Causes | null, after: Causes): RulingDifference[] {
  const ids = (timeline: Causes | null) =>
    new Set((timeline?.liveRulings() ?? []).map(({ eventId }) => eventId));
  const [then, now] = [ids(before), ids(after)];
  return after.rulings.all().flatMap(({ ruling, retraction }) => {
    if (then.has(ruling.eventId) === now.has(ruling.eventId)) return [];
    const { prefer, over = [], reject = [] } = ruling.data;
    const judged = [...(prefer ? [prefer] : []), ...over].map(({ eventId }) => eventId);
    return [
      {
        ruling,
        withdrawnBy: now.has(ruling.eventId) ? null : (retraction?.eventId ?? null),
        judged: [...judged, ...reject].flatMap((eventId) => after.histories.of(eventId) ?? []),
      },
    ];
  });
}

function speaksOf(difference: Difference, field: string): boolean {
  if ('history' in difference)
    return contribution(difference.before, field) !== contribution(difference.after, field);
  return difference.judged.some(({ versions }) =>
    versions.some(({ effects }) => effects.some((effect) => effect.field === field)),
  );
}

/** All that a claim says about a field and when, as one text. */
function contribution(claim: Claim | null, field: string): string | null {
  const effects = claim?.effects.filter((effect) => effect.field === field) ?? [];
  if (!claim || effects.length === 0) return null;
  const { begin, end, questionable, sequence, disputed } = claim;
  return canonicalText(toJson({ effects, begin, end, questionable, sequence, disputed }));
}

const isSequenced = ({ before, after }: DevelopmentDifference): boolean =>
  (before?.sequence ?? 0) > 0 || (after?.sequence ?? 0) > 0;

function classOf(difference: Difference): KnowledgeClass {
  if ('ruling' in difference) return 'ruled';
  const { history, before, after } = difference;
  if (!after) return 'retracted';
  if (before) return 'corrected';
  const recordedAt = history.versions.find(({ eventId }) => eventId === after.eventId)?.recordedAt ?? '';
  const { latest } = after.date;
  return latest !== null && recordedAt.slice(0, 10) > latest ? 'backdated' : 'announced';
}

function eventOf(difference: Difference): string {
  if ('ruling' in difference) return difference.withdrawnBy ?? difference.ruling.eventId;
  const { history, after } = difference;
  return after?.eventId ?? history.retraction?.eventId ?? history.versions[0].eventId;
}
