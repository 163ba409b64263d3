import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Claim, BoundedClaim } from '../../src/domain/claim.js';
import type { Contest } from '../../src/domain/claims/contest.js';
import { BEGINNING, dayAfter, FOREVER, type Day } from '../../src/domain/day.js';
import { assigning } from '../../src/domain/assignment.js';
import { fieldSteps, type Step } from '../../src/domain/field-steps.js';
import { constrains, boundsAlone, boundsInSequence, sequencedAfter } from '../../src/domain/sequence.js';
import { propertyOptions } from '../support/property-options.js';
import { boundsIn, DAYS, inCalendar, winner, worldCount, worlds, type Said, type World } from './worlds.js';
import { claimFor } from '../support/claims.js';

const day = (i: number): Day => DAYS[Math.min(i, DAYS.length - 1)] as Day;

const begin = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .tuple(fc.nat(6), fc.nat(2))
      .map(([from, length]) => ({ earliest: day(from), latest: day(from + length) })),
  },
  { weight: 2, arbitrary: fc.nat(6).map((to) => ({ earliest: BEGINNING, latest: day(to) })) },
  { weight: 1, arbitrary: fc.nat(6).map((from) => ({ earliest: day(from), latest: FOREVER })) },
  { weight: 1, arbitrary: fc.constant({ earliest: BEGINNING, latest: BEGINNING }) },
);
const end = fc.oneof(
  { weight: 3, arbitrary: fc.constant(null) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(7), fc.nat(2))
      .map(([from, length]) => ({ earliest: day(from), latest: day(from + length) })),
  },
  { weight: 1, arbitrary: fc.nat(7).map((from) => ({ earliest: day(from), latest: FOREVER })) },
);
const saying = fc
  .record({
    begin,
    end,
    sequence: fc.constantFrom(0, 0, 1, 2, 3),
    questionable: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
    value: fc.constantFrom('1', '2', null),
    disputed: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
    contest: fc.constantFrom(0, 0, 0, 1, 1, 2),
    contestElsewhere: fc.integer({ min: 0, max: 9 }).map((n) => n === 0),
  })
  // A period that can't end later than it begins is refused before it becomes a claim.
  .filter(
    ({ begin: b, end: e }) => e === null || (b.earliest < e.latest && dayAfter(b.earliest) <= e.latest),
  );

interface Saying extends Pick<Claim, 'begin' | 'end' | 'sequence' | 'questionable' | 'disputed'> {
  value: string | null;
  /** 0: none. */
  contest: number;
  contestElsewhere: boolean;
}

function said(sayings: readonly Saying[]): Said[] {
  const sizeOf = (contest: number) => sayings.filter((saying) => saying.contest === contest).length;
  return sayings.map(({ value, contest: id, contestElsewhere, ...rest }, i) => {
    const contest = id > 0 && sizeOf(id) > 1 ? { id, size: sizeOf(id) } : null;
    const contests = new Map<string, Contest>();
    if (contest) contests.set('field', contest);
    if (contestElsewhere) contests.set('another', { id: 9, size: 2 });
    return { value, contest, claim: claimFor({ ...rest, eventId: `e${i}`, tieBreaker: i + 1, contests }) };
  });
}

const history = fc
  .array(saying, { minLength: 1, maxLength: 5 })
  .map(said)
  .filter((sayings) => worldCount(sayings) <= 3000);

/** Each overlaps the next, but no three days are in this order. Random histories seldom contradict themselves. */
const contradiction = said(
  [3, 2, 1].map((from, i) => ({
    begin: { earliest: day(from), latest: day(from + 1) },
    end: null,
    sequence: i + 1,
    questionable: false,
    disputed: false,
    contest: 0,
    contestElsewhere: false,
    value: '1',
  })),
);

const stepOn = (steps: readonly Step[], on: Day): Step =>
  steps.find(({ from, until }) => from <= on && on < until) as Step;
const sorted = (values: Iterable<string | null>) => [...new Set(values)].map(String).sort();

describe('certainty by the closed form, against every possible world', () => {
  it('agrees on contradictions, candidates, verdicts and both readings', () => {
    let contradictions = 0;
    let possible = 0;
    let contested = 0;
    fc.assert(
      fc.property(history, (sayings) => {
        const all = worlds(sayings);
        const result = boundsInSequence(sayings.map(({ claim }) => claim));
        if (!Array.isArray(result)) {
          contradictions += 1;
          expect(all).toEqual([]);
          return;
        }
        expect(all.length).toBeGreaterThan(0);
        const placed = result;
        placed.forEach((p, i) => {
          expect(constrains(p.claim) ? p : boundsAlone(p.claim)).toEqual(p);
          expect(calendarBounds(p)).toEqual(boundsIn(all, i));
        });
        const assignments = placed.map((p, i) => {
          const { value, contest } = sayings[i] as Said;
          return assigning(p, value, contest);
        });
        const steps = fieldSteps(assignments, sequencedAfter);
        for (const on of DAYS) {
          const step = stepOn(steps, on);
          const winners = all.map((world) => winner(world, on));
          expect(sorted(step.candidates.map(({ value }) => value))).toEqual(
            sorted(winners.map((w) => w?.value ?? null)),
          );
          expect(sorted(step.candidates.flatMap(({ because }) => because))).toEqual(
            sorted(winners.flatMap((w) => (w ? [w.claim.eventId] : []))),
          );
          const doubted =
            new Set(winners.map((w) => w?.value ?? null)).size > 1 ||
            winners.some((w) => w?.claim.questionable);
          expect(step.certainty).toBe(doubted ? 'possible' : 'definite');
          if (doubted) possible += 1;
          const contest = doubted && winners.some((w) => w && (w.contest !== null || w.claim.disputed));
          expect(step.contested).toBe(contest);
          if (contest) contested += 1;
          expect(step.included).toEqual(reading(livesAs(placed, sayings, 'earliest', 'latest'), on));
          expect(step.excluded).toEqual(
            reading(narrow(livesAs(placed, sayings, 'latest', 'earliest'), on), on),
          );
        }
      }),
      { ...propertyOptions(1500), examples: [[contradiction]] },
    );
    // Otherwise the generator no longer reaches what this test is about.
    expect(contradictions).toBeGreaterThan(0);
    expect(possible).toBeGreaterThan(0);
    expect(contested).toBeGreaterThan(0);
  });
});

const calendarBounds = ({ begin: b, end: e }: BoundedClaim) => ({
  begin: { earliest: inCalendar(b.earliest, 'begin'), latest: inCalendar(b.latest, 'begin') },
  end: e && { earliest: inCalendar(e.earliest, 'end'), latest: inCalendar(e.latest, 'end') },
});

/** Each development once, beginning and ending on these ends of its bounds. */
const livesAs = (
  placed: BoundedClaim[],
  sayings: Said[],
  from: 'earliest' | 'latest',
  to: 'earliest' | 'latest',
): World =>
  placed.map(({ begin: b, end: e }, i) => ({
    said: sayings[i] as Said,
    begin: b[from],
    end: e ? e[to] : FOREVER,
    happened: true,
  }));

/** The `exclude` reading. */
const narrow = (world: World, on: Day): World =>
  world.filter(({ said: { claim, contest } }) => {
    if (!contest) return !claim.disputed;
    const members = world.filter(({ said: other }) => other.contest?.id === contest.id);
    const active = members.filter((life) => life.begin <= on && on < life.end);
    return active.length === contest.size && new Set(members.map((life) => life.said.value)).size === 1;
  });

function reading(world: World, on: Day) {
  const won = winner(world, on);
  return { value: won?.value ?? null, because: won ? [won.claim.eventId] : [] };
}
