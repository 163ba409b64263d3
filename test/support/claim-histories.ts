import fc from 'fast-check';
import { dayAfter, type Day } from '../../src/domain/day.js';
import { set, type Effect } from '../../src/domain/effect.js';
import type { Development, PolicyEvent, Retraction, Ruling } from '../../src/domain/policy-event.js';
import { DAYS } from '../properties/worlds.js';

/** Events of one policy with disputes, contests and rulings, as the write side would accept them. */
export const FIELDS = ['a', 'b'];

type Act =
  | { act: 'record' | 'correct'; aim: number; what: What }
  | { act: 'retract'; aim: number }
  | { act: 'withdraw'; aim: number }
  | { act: 'rule'; prefer: number | null; reject: number[]; public: Day | null };

interface What {
  from: number;
  length: number;
  lasts: number | null;
  sequence: number;
  disputed: boolean;
  values: (string | null)[];
  /** How many earlier developments it contradicts; in a correction, null keeps the links. */
  contradicts: number[] | null;
  public: Day | null;
}

const day = (i: number): Day => DAYS[Math.min(i, DAYS.length - 1)] as Day;
const published = fc.constantFrom(null, day(0), day(0), day(4));
const what: fc.Arbitrary<What> = fc.record({
  from: fc.nat(6),
  length: fc.nat(2),
  lasts: fc.constantFrom(null, null, 1, 2, 4),
  sequence: fc.constantFrom(0, 0, 0, 0, 1, 2),
  disputed: fc.integer({ min: 0, max: 4 }).map((n) => n === 0),
  values: fc.array(fc.constantFrom('1', '2', null), { minLength: 2, maxLength: 2 }),
  contradicts: fc.constantFrom(null, [], [0], [0], [1], [0, 1], [2]),
  public: published,
});
const aim = fc.nat(5);
const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 7, arbitrary: fc.record({ act: fc.constant('record' as const), aim, what }) },
  { weight: 2, arbitrary: fc.record({ act: fc.constant('correct' as const), aim, what }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('retract' as const), aim }) },
  { weight: 1, arbitrary: fc.record({ act: fc.constant('withdraw' as const), aim }) },
  {
    weight: 3,
    arbitrary: fc.record({
      act: fc.constant('rule' as const),
      prefer: fc.option(aim, { freq: 4 }),
      reject: fc.constantFrom<number[]>([], [], [0], [1], [0, 1]),
      public: published,
    }),
  },
);

/** Three to eight acts, without impossible ones. */
export const histories: fc.Arbitrary<PolicyEvent[]> = fc
  .array(act, { minLength: 3, maxLength: 8 })
  .map(eventsOf);

interface Known {
  versions: Development[];
  retracted: boolean;
  links: { fact: Known; fields: string[] }[];
}

function eventsOf(acts: readonly Act[]): PolicyEvent[] {
  const events: PolicyEvent[] = [];
  const facts: Known[] = [];
  const rulings: { ruling: Ruling; withdrawn: boolean }[] = [];
  const envelope = () => ({
    eventId: `e${events.length + 1}`,
    position: events.length + 1,
    recordedAt: `2024-03-01T00:00:00.${String(events.length + 1).padStart(6, '0')}Z`,
    reconstructed: false,
    actor: 'test',
  });
  const live = () => facts.filter(({ retracted }) => !retracted);
  const current = (fact: Known) => fact.versions.at(-1) as Development;

  const develop = (given: What, corrected: Known | undefined) => {
    const candidates = live().filter((fact) => fact !== corrected);
    const effects = given.values.flatMap((value, i): Effect[] =>
      value === null ? [] : [set(FIELDS[i] as string, value)],
    );
    const wanted = corrected && given.contradicts === null ? null : (given.contradicts ?? []);
    const links = wanted?.flatMap((back) => {
      const fact = candidates.at(-1 - back);
      const fields = fact ? common(effects, current(fact).effects) : [];
      return fact && fields.length > 0 ? [{ fact, fields }] : [];
    });
    const development: Development = {
      ...envelope(),
      type: 'development',
      kind: 'value-set',
      effects,
      data: {
        effective: effectiveOf(given),
        payload: {},
        sources: [],
        assertion: given.disputed ? 'disputed' : 'confirmed',
        ...(given.sequence > 0 && { sequence: given.sequence }),
        ...(given.public !== null && { published: exactly(given.public) }),
        ...(corrected && { corrects: current(corrected).eventId }),
        ...(links &&
          (links.length > 0 || corrected) && {
            contradicts: links.map(({ fact, fields }) => ({ eventId: current(fact).eventId, fields })),
          }),
      },
    };
    events.push(development);
    if (corrected) corrected.versions.push(development);
    const fact = corrected ?? { versions: [development], retracted: false, links: [] };
    if (!corrected) facts.push(fact);
    if (links) fact.links = links;
  };

  for (const each of acts) {
    const target = 'aim' in each ? live().at(each.aim % Math.max(1, live().length)) : undefined;
    if (each.act === 'record') develop(each.what, undefined);
    else if (each.act === 'correct' && target) develop(each.what, target);
    else if (each.act === 'retract' && target) {
      events.push(retractionOf(envelope(), current(target).eventId));
      target.retracted = true;
    } else if (each.act === 'withdraw') {
      const standing = rulings.filter(({ withdrawn }) => !withdrawn);
      const made = standing.at(each.aim % Math.max(1, standing.length));
      if (!made) continue;
      events.push(retractionOf(envelope(), made.ruling.eventId));
      made.withdrawn = true;
    } else if (each.act === 'rule') {
      const ruling = rulingOf(envelope(), each, facts);
      if (!ruling) continue;
      events.push(ruling);
      rulings.push({ ruling, withdrawn: false });
    }
  }
  return events;
}

const exactly = (on: Day) => ({ text: on, earliest: on, latest: on });
const common = (a: readonly Effect[], b: readonly Effect[]): string[] =>
  a.flatMap(({ field }) => (b.some((effect) => effect.field === field) ? [field] : []));

function effectiveOf({ from, length, lasts }: What) {
  const begin = { earliest: day(from), latest: day(from + length) };
  const end =
    lasts === null ? null : { earliest: dayAfter(day(from + 1)), latest: dayAfter(day(from + 1 + lasts)) };
  return { text: 'a test', ...begin, begin, end, questionable: false };
}

const retractionOf = (envelope: Omit<Retraction, 'type' | 'data'>, retracts: string): Retraction => ({
  ...envelope,
  type: 'retraction',
  data: { retracts, reason: 'not so', published: exactly(day(2)) },
});

/** The ruling as the write side would store it: the fields in contests, and their other members. */
function rulingOf(
  envelope: Omit<Ruling, 'type' | 'data'>,
  { prefer, reject, public: on }: Extract<Act, { act: 'rule' }>,
  facts: readonly Known[],
): Ruling | null {
  const live = facts.filter(({ retracted }) => !retracted);
  const current = (fact: Known) => fact.versions.at(-1) as Development;
  const preferred = prefer === null ? undefined : live.at(prefer % Math.max(1, live.length));
  const rejected = reject.flatMap((i) => live.at(-1 - i) ?? []).filter((fact) => fact !== preferred);
  if (!preferred && rejected.length === 0) return null;
  const losers = new Map<Known, string[]>();
  for (const field of preferred ? FIELDS : [])
    for (const fact of membersWith(preferred as Known, field, facts))
      if (fact !== preferred && !fact.retracted && assigns(current(fact), field))
        losers.set(fact, [...(losers.get(fact) ?? []), field]);
  const fields = FIELDS.filter(
    (field) =>
      [...losers.values()].some((own) => own.includes(field)) &&
      preferred &&
      assigns(current(preferred), field),
  );
  return {
    ...envelope,
    type: 'ruling',
    data: {
      ...(preferred && { prefer: { eventId: current(preferred).eventId, fields } }),
      ...(losers.size > 0 && {
        over: [...losers].flatMap(([fact, own]) => {
          const judged = own.filter((field) => fields.includes(field));
          return judged.length > 0 ? [{ eventId: current(fact).eventId, fields: judged }] : [];
        }),
      }),
      ...(rejected.length > 0 && { reject: rejected.map((fact) => current(fact).eventId) }),
      reason: 'a test',
      ...(on !== null && { published: exactly(on) }),
    },
  };
}

const assigns = ({ effects }: Development, field: string): boolean =>
  effects.some((effect) => effect.field === field);

function membersWith(start: Known, field: string, facts: readonly Known[]): Set<Known> {
  const reached = new Set([start]);
  for (const fact of reached)
    for (const other of facts)
      if (linked(fact, other, field) || linked(other, fact, field)) reached.add(other);
  return reached;
}

const linked = (a: Known, b: Known, field: string): boolean =>
  a.links.some(({ fact, fields }) => fact === b && fields.includes(field));
