import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Claim, Placed } from '../../src/domain/claim.js';
import { BEGINNING, dayAfter, FOREVER, type Day } from '../../src/domain/day.js';
import { fieldSteps, type Step } from '../../src/domain/field-steps.js';
import { placeAlone, placeInSequence, sequencedAfter } from '../../src/domain/sequence.js';
import { propertyOptions } from '../support/property-options.js';
import { boundsIn, DAYS, inCalendar, winner, worldCount, worlds, type Said } from './worlds.js';

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
  })
  // A period that can't end later than it begins is refused before it becomes a claim.
  .filter(
    ({ begin: b, end: e }) => e === null || (b.earliest < e.latest && dayAfter(b.earliest) <= e.latest),
  );

const said = (
  sayings: readonly (Pick<Claim, 'begin' | 'end' | 'sequence' | 'questionable'> & { value: string | null })[],
): Said[] =>
  sayings.map(({ value, ...rest }, i) => ({
    value,
    claim: {
      ...rest,
      eventId: `e${i}`,
      kind: 'k',
      tie: i + 1,
      effects: [],
      date: { text: '', earliest: null, latest: null },
    } satisfies Claim,
  }));

const history = fc
  .array(saying, { minLength: 1, maxLength: 4 })
  .map(said)
  .filter((sayings) => worldCount(sayings) <= 3000);

/** Each overlaps the next, but no three days are in this order. Random histories seldom contradict themselves. */
const contradiction = said(
  [3, 2, 1].map((from, i) => ({
    begin: { earliest: day(from), latest: day(from + 1) },
    end: null,
    sequence: i + 1,
    questionable: false,
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
    fc.assert(
      fc.property(history, (sayings) => {
        const all = worlds(sayings);
        const result = placeInSequence(sayings.map(({ claim }) => claim));
        if (!Array.isArray(result)) {
          contradictions += 1;
          expect(all).toEqual([]);
          return;
        }
        expect(all.length).toBeGreaterThan(0);
        const placed = result;
        placed.forEach((p, i) => {
          expect(p.claim.sequence > 0 ? p : placeAlone(p.claim)).toEqual(p);
          expect(calendarBounds(p)).toEqual(boundsIn(all, i));
        });
        const assignments = placed.map((p, i) => ({ ...p, value: (sayings[i] as Said).value }));
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
          expect(step.included).toEqual(reading(placed, sayings, on, 'earliest', 'latest'));
          expect(step.excluded).toEqual(reading(placed, sayings, on, 'latest', 'earliest'));
        }
      }),
      { ...propertyOptions(1500), examples: [[contradiction]] },
    );
    // Otherwise the generator no longer reaches what this test is about.
    expect(contradictions).toBeGreaterThan(0);
    expect(possible).toBeGreaterThan(0);
  });
});

const calendarBounds = ({ begin: b, end: e }: Placed) => ({
  begin: { earliest: inCalendar(b.earliest, 'begin'), latest: inCalendar(b.latest, 'begin') },
  end: e && { earliest: inCalendar(e.earliest, 'end'), latest: inCalendar(e.latest, 'end') },
});

function reading(
  placed: Placed[],
  sayings: Said[],
  on: Day,
  from: 'earliest' | 'latest',
  to: 'earliest' | 'latest',
) {
  const world = placed.map((p, i) => ({
    said: sayings[i] as Said,
    begin: p.begin[from],
    end: p.end ? p.end[to] : FOREVER,
  }));
  const won = winner(world, on);
  return { value: won?.value ?? null, because: won ? [won.claim.eventId] : [] };
}
