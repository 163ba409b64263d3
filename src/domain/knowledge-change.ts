import type { Claim } from './claim.js';
import { reasonsOf, type FieldChange } from './field-change.js';
import { canonicalText } from './json.js';
import { toJson, type Ruling } from './policy-event.js';
import type { PolicyTimeline } from './policy-timeline.js';
import { claimOf, type DevelopmentHistory } from './development-history.js';
import type { Cause } from './world-change.js';

/**
 * How knowledge changed what is said of a day. `corrected`, `retracted`: something that was believed before; `ruled`: by a ruling, or
 * by its withdrawal; `backdated`: by something new that was recorded after its latest day; `announced`: by anything else that is
 * new.
 */
export const KNOWLEDGE_CLASSES = ['corrected', 'retracted', 'ruled', 'backdated', 'announced'] as const;
export type KnowledgeClass = (typeof KNOWLEDGE_CLASSES)[number];

/** What two moments know differently: one development by its versions, or one ruling; null: it does not stand there. */
type Turn = DevelopmentTurn | RulingTurn;
interface DevelopmentTurn {
  history: DevelopmentHistory;
  before: Claim | null;
  after: Claim | null;
}
interface RulingTurn {
  ruling: Ruling;
  /** The retraction, if the later moment no longer believes the ruling. */
  withdrawnBy: string | null;
  /** The developments that it judged. */
  judged: DevelopmentHistory[];
}

/**
 * Why a field says one thing of a day as known at a position, and another as known at a later one.
 * @param before null: not registered yet
 * @param change from the earlier position to the later one
 */
export function knowledgeCause(
  before: PolicyTimeline | null,
  after: PolicyTimeline,
  change: FieldChange,
): Cause<KnowledgeClass> {
  const turns: Turn[] = [...developmentTurns(before, after), ...rulingTurns(before, after)];
  const named = new Set(
    [...reasonsOf(change.old), ...reasonsOf(change.now)].map((eventId) => after.histories.of(eventId)),
  );
  const touchesNamed = (turn: Turn) =>
    'ruling' in turn ? turn.judged.some((history) => named.has(history)) : named.has(turn.history);
  const direct = turns.filter((turn) => touchesNamed(turn) && speaksOf(turn, change.field));
  // None of the reasons itself turned: another one moved it by its sequence, lies over it, or contests it.
  const indirect =
    direct.length > 0
      ? direct
      : turns.filter((turn) => speaksOf(turn, change.field) || ('history' in turn && isSequenced(turn)));
  const causes = indirect.length > 0 ? indirect : turns;
  const classes = causes.map(classOf);
  return {
    class: KNOWLEDGE_CLASSES.find((name) => classes.includes(name)) ?? 'announced',
    because: causes.map(eventOf),
  };
}

/** The developments of which the two moments believe different versions, in the order in which they were first recorded. */
function developmentTurns(before: PolicyTimeline | null, after: PolicyTimeline): DevelopmentTurn[] {
  const known = (timeline: PolicyTimeline | null) =>
    new Map(
      (timeline?.histories.all() ?? []).flatMap((history) => {
        const live = timeline?.liveVersion(history);
        return live ? [[after.histories.of(live.eventId), claimOf(history, live)] as const] : [];
      }),
    );
  const [then, now] = [known(before), known(after)];
  return after.histories.all().flatMap((history) => {
    const turn = { history, before: then.get(history) ?? null, after: now.get(history) ?? null };
    return turn.before?.eventId === turn.after?.eventId ? [] : [turn];
  });
}

/** The rulings that only one of the two moments believes. */
function rulingTurns(before: PolicyTimeline | null, after: PolicyTimeline): RulingTurn[] {
  const ids = (timeline: PolicyTimeline | null) =>
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

function speaksOf(turn: Turn, field: string): boolean {
  if ('history' in turn) return contribution(turn.before, field) !== contribution(turn.after, field);
  return turn.judged.some(({ versions }) =>
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

const isSequenced = ({ before, after }: DevelopmentTurn): boolean =>
  (before?.sequence ?? 0) > 0 || (after?.sequence ?? 0) > 0;

function classOf(turn: Turn): KnowledgeClass {
  if ('ruling' in turn) return 'ruled';
  const { history: history, before, after } = turn;
  if (!after) return 'retracted';
  if (before) return 'corrected';
  const recordedAt = history.versions.find(({ eventId }) => eventId === after.eventId)?.recordedAt ?? '';
  const { latest } = after.date;
  return latest !== null && recordedAt.slice(0, 10) > latest ? 'backdated' : 'announced';
}

function eventOf(turn: Turn): string {
  if ('ruling' in turn) return turn.withdrawnBy ?? turn.ruling.eventId;
  const { history: history, after } = turn;
  return after?.eventId ?? history.retraction?.eventId ?? history.versions[0].eventId;
}
