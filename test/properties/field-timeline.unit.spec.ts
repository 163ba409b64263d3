import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assignment, type Assignment } from '../../src/domain/assignment.js';
import type { Claim } from '../../src/domain/claim.js';
import type { Contest } from '../../src/domain/claims/contest.js';
import { BEGINNING, dayAfter, FOREVER, type Day, type DayRange } from '../../src/domain/day.js';
import type { DevelopmentHistory } from '../../src/domain/development-history.js';
import type { Effect } from '../../src/domain/effect.js';
import type { FieldEntry } from '../../src/domain/field-entry.js';
import { fieldSteps } from '../../src/domain/field-steps.js';
import { FieldTimeline } from '../../src/domain/field-timeline.js';
import {
  boundsAlone,
  boundsInSequence,
  constrains,
  sequencedAfter,
  unordered,
} from '../../src/domain/sequence.js';
import { claimFor } from '../support/claims.js';
import { propertyOptions } from '../support/property-options.js';
import { DAYS } from './worlds.js';

/** A development of one field: what it says, under which number, or that it is withdrawn. */
interface Act {
  number: number;
  said: {
    begin: DayRange;
    end: DayRange | null;
    sequence: number;
    questionable: boolean;
    disputed: boolean;
    contest: number;
    value: string | null;
  } | null;
}

const day = (i: number): Day => DAYS[Math.min(i, DAYS.length - 1)] as Day;
const someDays = (more: number) =>
  fc
    .tuple(fc.nat(6), fc.nat(more))
    .map(([from, length]) => ({ earliest: day(from), latest: day(from + length) }));
const act: fc.Arbitrary<Act> = fc.record({
  number: fc.nat(9),
  said: fc.oneof(
    { weight: 1, arbitrary: fc.constant(null) },
    {
      weight: 8,
      arbitrary: fc
        .record({
          begin: fc.oneof(
            { weight: 5, arbitrary: someDays(0) },
            { weight: 3, arbitrary: someDays(3) },
            { weight: 1, arbitrary: fc.nat(6).map((to) => ({ earliest: BEGINNING, latest: day(to) })) },
          ),
          end: fc.oneof(
            fc.constant(null),
            someDays(2),
            fc.nat(7).map((from) => ({ earliest: day(from), latest: FOREVER })),
          ),
          sequence: fc.constantFrom(0, 0, 0, 1, 2),
          questionable: fc.nat(9).map((n) => n === 0),
          disputed: fc.nat(7).map((n) => n === 0),
          contest: fc.constantFrom(0, 0, 1),
          value: fc.constantFrom('1', '2', null),
        })
        .filter(
          ({ begin, end }) =>
            end === null || (begin.earliest < end.latest && dayAfter(begin.earliest) <= end.latest),
        ),
    },
  ),
});

/** The developments said so far, with bounds and contests as a policy has them. */
function assignmentsOf(
  said: ReadonlyMap<number, Act['said'] & object>,
  made: number,
): Map<number, Assignment> {
  const size = [...said.values()].filter(({ contest }) => contest === 1).length;
  const claims = [...said].map(([number, { value, contest, ...rest }]): [number, Claim] => {
    const contests = new Map<string, Contest>(contest === 1 && size > 1 ? [['field', { id: 1, size }]] : []);
    const effect: Effect =
      value === null ? { field: 'field', clear: true } : { field: 'field', set: Number(value) };
    const named = { eventId: `e${number}.${made}`, tieBreaker: number + 1, contests, effects: [effect] };
    return [
      number,
      claimFor({ ...rest, ...named, date: { text: `as said by ${number}`, earliest: null, latest: null } }),
    ];
  });
  const bounded = boundsInSequence(claims.map(([, claim]) => claim).filter(constrains));
  const tightened = Array.isArray(bounded) ? bounded : [];
  return new Map(
    claims.map(([number, claim]) => [
      number,
      assignment(
        tightened.find((each) => each.claim === claim) ?? boundsAlone(claim),
        claim.effects[0] as Effect,
      ),
    ]),
  );
}

const content = (a: Assignment | undefined) =>
  a && JSON.stringify([{ ...a, claim: { ...a.claim, eventId: '', contests: [] } }]);

describe('a field that is recomputed change by change', () => {
  it('has the steps and entries of one that is computed as a whole, and tells which entries changed', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 16 }), (acts) => {
        const field = new FieldTimeline();
        const histories = new Map<number, DevelopmentHistory>();
        const said = new Map<number, Act['said'] & object>();
        let standing = new Map<number, Assignment>();
        let entries: readonly FieldEntry[] = [];
        acts.forEach(({ number, said: now }, i) => {
          if (now) said.set(number, now);
          else said.delete(number);
          if (!histories.has(number)) histories.set(number, {} as DevelopmentHistory);
          const all = assignmentsOf(said, i);
          const order = orderOf(all);
          for (const [each, history] of histories) {
            const next = all.get(each);
            // What did not change keeps its event.
            if (content(next) === content(standing.get(each))) {
              const kept = standing.get(each);
              if (kept) all.set(each, kept);
            } else if (next) field.set(history, next);
            else field.delete(history);
          }
          standing = all;
          const { before, now: came } = field.recompute(order);
          // Everything is compared with everything: what `covers` leaves out must make no difference.
          expect(field.steps).toEqual(fieldSteps([...all.values()], order, (open) => [...open]));
          expect(field.entries).toEqual(asAWhole(all, order).entries);
          expect(after(entries, before, came)).toEqual(field.entries);
          entries = field.entries;
        });
      }),
      propertyOptions(300),
    );
  });
});

function orderOf(all: ReadonlyMap<number, Assignment>) {
  const claims = [...all.values()].map(({ claim }) => claim).filter(constrains);
  return Array.isArray(boundsInSequence(claims)) ? sequencedAfter : unordered;
}

function asAWhole(all: ReadonlyMap<number, Assignment>, order: typeof sequencedAfter): FieldTimeline {
  const whole = new FieldTimeline();
  for (const a of all.values()) whole.set({} as DevelopmentHistory, a);
  whole.recompute(order);
  return whole;
}

function after(
  entries: readonly FieldEntry[],
  gone: readonly FieldEntry[],
  came: readonly FieldEntry[],
): FieldEntry[] {
  const kept = entries.filter((entry) => !gone.includes(entry));
  return [...kept, ...came].sort((a, b) => (a.from < b.from ? -1 : 1));
}

/** Days from 2010 on, some decades of them. */
const on = (i: number): Day => new Date(Date.UTC(2010, 0, 1 + i)).toISOString().slice(0, 10);
const exactly = (i: number): DayRange => ({ earliest: on(i), latest: on(i) });

describe('the work for many developments of one field', () => {
  it.each<[string, (i: number, n: number) => { begin: DayRange; end: DayRange | null; number?: number }]>([
    ['on one day', () => ({ begin: exactly(0), end: null })],
    ['one a day', (i) => ({ begin: exactly(i), end: null })],
    ['one a day, the last first', (i, n) => ({ begin: exactly(n - i), end: null })],
    ['one a day, in any order', (i, n) => ({ begin: exactly((i * 7919) % n), end: null })],
    ['all of uncertain days', (i) => ({ begin: { earliest: on(i), latest: on(i + 3) }, end: null })],
    ['all with one end, on one day', () => ({ begin: exactly(0), end: exactly(400) })],
    ['all with ends, one a day', (i) => ({ begin: exactly(i), end: exactly(i + 400) })],
    ['each within the one before', (i, n) => ({ begin: exactly(i), end: exactly(2 * n - i) })],
    ['corrected again and again', () => ({ begin: exactly(0), end: null, number: 0 })],
  ])('grows with their number, not with its square: %s', (_, said) => {
    const judged = (n: number): number => {
      const field = new FieldTimeline();
      const histories: DevelopmentHistory[] = [];
      for (let i = 0; i < n; i += 1) {
        const { number = i, ...days } = said(i, n);
        const claim = claimFor({ ...days, eventId: `e${i}`, tieBreaker: number + 1 });
        field.set(
          (histories[number] ??= {} as DevelopmentHistory),
          assignment({ ...days, claim }, { field: 'f', set: i }),
        );
        field.recompute(sequencedAfter);
      }
      return field.judged;
    };
    expect(judged(800)).toBeLessThan(5 * judged(200));
  });
});
