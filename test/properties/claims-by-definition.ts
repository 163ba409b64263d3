import { BEGINNING, FOREVER, type Day } from '../../src/domain/day.js';
import { canonicalText } from '../../src/domain/json.js';
import type { Development, PolicyEvent, Retraction, Ruling } from '../../src/domain/policy-event.js';
import { claimFor } from '../support/claims.js';
import type { Said } from './worlds.js';

/**
 * What contests and rulings come to, read off the events by the definitions of docs/time-model.md and without any bookkeeping: each
 * question goes through all events again. src/domain/claims is tested against it.
 */
type Believe = (event: Development | Retraction | Ruling) => boolean;
type Fact = Development[];

const isDevelopment = (event: PolicyEvent): event is Development => event.type === 'development';

const factsOf = (events: readonly PolicyEvent[]): Fact[] => {
  const developments = events.filter(isDevelopment);
  const next = (eventId: string) => developments.find(({ data }) => data.corrects === eventId);
  const chain = (first: Development): Fact => {
    const after = next(first.eventId);
    return [first, ...(after ? chain(after) : [])];
  };
  return developments.filter(({ data }) => data.corrects === undefined).map(chain);
};

/** Whether an event was withdrawn by a believed retraction. */
const withdrawn = (ids: readonly string[], events: readonly PolicyEvent[], believe: Believe): boolean =>
  events.some((event) => event.type === 'retraction' && ids.includes(event.data.retracts) && believe(event));

function liveOf(fact: Fact, events: readonly PolicyEvent[], believe: Believe): Development | undefined {
  if (
    withdrawn(
      fact.map(({ eventId }) => eventId),
      events,
      believe,
    )
  )
    return undefined;
  return fact.filter(believe).at(-1);
}

const valueIn = ({ effects }: Development, field: string): string | undefined => {
  const effect = effects.find((each) => each.field === field);
  return effect && ('set' in effect ? canonicalText(effect.set) : 'clear');
};

/** All that is said about a field, as the worlds take it. */
export function sayingsOf(field: string, events: readonly PolicyEvent[], believe: Believe): Said[] {
  const facts = factsOf(events);
  const factOf = (eventId: string) =>
    facts.find((fact) => fact.some((version) => version.eventId === eventId));
  const live = (fact: Fact) => liveOf(fact, events, believe);
  const rulings = events.filter(
    (event): event is Ruling =>
      event.type === 'ruling' && believe(event) && !withdrawn([event.eventId], events, believe),
  );

  /** Whether a judgement of a version still applies: its fact is live with the same values. */
  const applies = (eventId: string, ruled: readonly string[]): boolean => {
    const fact = factOf(eventId);
    const now = fact && live(fact);
    const then = fact?.find((version) => version.eventId === eventId);
    if (!now || !then) return false;
    const all = ruled.length > 0 ? ruled : then.effects.map((effect) => effect.field);
    return all.every((each) => valueIn(then, each) === valueIn(now, each));
  };
  const rejects = ({ data }: Ruling, fact: Fact) =>
    (data.reject ?? []).some((eventId) => factOf(eventId) === fact && applies(eventId, []));
  const prefers = ({ data: { prefer } }: Ruling, fact: Fact) =>
    prefer !== undefined && factOf(prefer.eventId) === fact && applies(prefer.eventId, prefer.fields);
  const isRejected = (fact: Fact) => {
    const last = rulings.filter((ruling) => rejects(ruling, fact) || prefers(ruling, fact)).at(-1);
    return last !== undefined && !prefers(last, fact);
  };
  const preferences = rulings.filter((ruling) =>
    facts.some((fact) => prefers(ruling, fact) && !isRejected(fact)),
  );
  const losesBy = ({ data }: Ruling, fact: Fact, on: string | null) =>
    (data.over ?? []).some(
      ({ eventId, fields }) =>
        factOf(eventId) === fact && applies(eventId, fields) && (on === null || fields.includes(on)),
    );
  const isRuledOut = (fact: Fact, on: string) => {
    const last = preferences
      .filter((r) => losesBy(r, fact, on) || (prefers(r, fact) && r.data.prefer?.fields.includes(on)))
      .at(-1);
    return last !== undefined && !prefers(last, fact);
  };
  const isConfirmed = (fact: Fact) => {
    const last = preferences.filter((r) => losesBy(r, fact, null) || prefers(r, fact)).at(-1);
    return last !== undefined && prefers(last, fact);
  };

  const linksOf = (fact: Fact) => {
    const saying = fact.filter(({ data }) => data.contradicts !== undefined);
    return (saying.filter(believe).at(-1) ?? saying.at(-1))?.data.contradicts ?? [];
  };
  const connected = (a: Fact, b: Fact, on: string) =>
    linksOf(a).some(({ eventId, fields }) => factOf(eventId) === b && fields.includes(on));
  const fightsOn = (fact: Fact, on: string) => {
    const version = live(fact);
    return (
      version !== undefined &&
      valueIn(version, on) !== undefined &&
      !isRejected(fact) &&
      !isRuledOut(fact, on)
    );
  };
  const contestOn = (fact: Fact, on: string): Fact[] => {
    const reached = new Set([fact]);
    for (const each of reached)
      for (const other of facts)
        if (connected(each, other, on) || connected(other, each, on)) reached.add(other);
    const members = facts.filter((each) => reached.has(each) && fightsOn(each, on));
    return members.length > 1 && members.includes(fact) ? members : [];
  };
  const sizes = (fact: Fact) => {
    const fields = ['a', 'b'].filter((each) => contestOn(fact, each).length > 0);
    return new Map(
      fields.map((each) => {
        const members = contestOn(fact, each);
        return [each, { id: members[0]?.[0]?.position ?? 0, size: members.length }] as const;
      }),
    );
  };

  return facts.flatMap((fact): Said[] => {
    const version = live(fact);
    if (!version || isRejected(fact)) return [];
    const { effective, sequence, assertion } = version.data;
    const contests = sizes(fact);
    return [
      {
        value: valueIn(version, field) ?? null,
        contest: contests.get(field) ?? null,
        silent: !fightsOn(fact, field),
        claim: claimFor({
          eventId: version.eventId,
          begin: range(effective.begin),
          end: effective.end && range(effective.end),
          tieBreaker: (fact[0] as Development).position,
          sequence: sequence ?? 0,
          disputed: assertion === 'disputed' && !isConfirmed(fact),
          contests,
        }),
      },
    ];
  });
}

const range = ({ earliest, latest }: { earliest: Day | null; latest: Day | null }) => ({
  earliest: earliest ?? BEGINNING,
  latest: latest ?? FOREVER,
});
