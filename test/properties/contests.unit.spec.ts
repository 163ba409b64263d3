import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { assigning } from '../../src/domain/assignment.js';
import { fieldSteps, type Step } from '../../src/domain/field-steps.js';
import type { PolicyEvent } from '../../src/domain/policy-event.js';
import { BEGINNING } from '../../src/domain/day.js';
import { upcomingAfter } from '../../src/domain/upcoming.js';
import { expectedTexts } from '../support/expected-texts.js';
import { PolicyTimeline } from '../../src/domain/policy-timeline.js';
import { sequencedAfter } from '../../src/domain/sequence.js';
import { publicBy } from '../../src/domain/development-history.js';
import { claimFor } from '../support/claims.js';
import { FIELDS, histories } from '../support/claim-histories.js';
import { propertyOptions } from '../support/property-options.js';
import { sayingsOf } from './claims-by-definition.js';
import { DAYS, winner, worldCount, worlds } from './worlds.js';

const stepOn = (steps: readonly Step[], on: string): Step | undefined =>
  steps.find(({ from, until }) => from <= on && on < until);

/** Values, certainty and contest of each field on each day, from all possible worlds; null: the sequences contradict the days. */
function byDefinition(events: readonly PolicyEvent[], believe: ReturnType<typeof publicBy>) {
  return FIELDS.map((field) => {
    const sayings = sayingsOf(field, events, believe);
    if (worldCount(sayings) > 3000) return null;
    const all = worlds(sayings);
    if (all.length === 0) return null;
    return DAYS.map((day) => {
      const won = all.map((world) => winner(world, day));
      const values = new Set(won.map((said) => said?.value ?? null));
      const contested =
        values.size > 1 && won.some((said) => said && (said.contest !== null || said.claim.disputed));
      return { values: [...values].map(String).sort(), contested };
    });
  });
}

function byTimeline(timeline: PolicyTimeline) {
  return FIELDS.map((field) =>
    DAYS.map((day) => {
      const step = stepOn(timeline.stepsOf(field), day);
      const values = step?.candidates.map(({ value }) => value) ?? [null];
      return { values: [...new Set(values)].map(String).sort(), contested: step?.contested ?? false };
    }),
  );
}

describe('contests and rulings, against their definitions', () => {
  it.each([undefined, DAYS[1], DAYS[3]])('agree after each event, as public by %s', (day) => {
    const believe = day === undefined ? () => true : publicBy(day);
    let contested = 0;
    let ruled = 0;
    fc.assert(
      fc.property(histories, (events) => {
        const timeline = new PolicyTimeline(day === undefined ? undefined : publicBy(day));
        events.forEach((event, i) => {
          timeline.apply(event);
          timeline.recompute();
          const answers = byTimeline(timeline);
          byDefinition(events.slice(0, i + 1), believe).forEach((definition, n) => {
            if (definition) expect(answers[n]).toEqual(definition);
          });
          contested += answers.flat().filter((answer) => answer.contested).length;
          ruled += FIELDS.filter((field) => timeline.ruledOutOf(field).length > 0).length;
        });
      }),
      propertyOptions(500),
    );
    expect(contested).toBeGreaterThan(0);
    expect(ruled).toBeGreaterThan(0);
  });

  it('the order in which the members of a contest were recorded decides nothing', () => {
    // Members begin on the first days, all else on later or earlier ones: ties with others are for their order to decide.
    const period = (from: number, to: number) => fc.tuple(fc.integer({ min: from, max: to }), fc.nat(1));
    const member = fc.record({ begins: period(3, 4), value: fc.constantFrom('1', '2', '3') });
    const other = fc.record({
      begins: fc.oneof(period(0, 1), period(6, 7)),
      value: fc.constantFrom('1', '2', null),
    });
    const cases = fc
      .tuple(fc.array(member, { minLength: 2, maxLength: 4 }), fc.array(other, { maxLength: 3 }))
      .chain(([members, others]) => {
        const order = members.map((_, i) => i);
        return fc.tuple(
          fc.constant(members),
          fc.constant(others),
          fc.shuffledSubarray(order, { minLength: order.length }),
        );
      });
    fc.assert(
      fc.property(cases, ([members, others, order]) => {
        const contest = { id: 1, size: members.length };
        const said = [...others, ...members].map(({ begins: [from, length], value }, i) => {
          const begin = { earliest: DAYS[from] as string, latest: DAYS[from + length] as string };
          const own = i < others.length ? null : contest;
          const tie = own ? others.length + 1 + (order[i - others.length] as number) : i + 1;
          const contests = new Map(own ? [['f', own]] : []);
          const claim = claimFor({ eventId: `e${i}`, tieBreaker: tie, begin, end: null, contests });
          return assigning({ claim, begin, end: null }, value, own);
        });
        const judged = (assignments: typeof said) =>
          DAYS.map((day) => {
            const step = stepOn(fieldSteps(assignments, sequencedAfter), day) as Step;
            const candidates = step.candidates.map(({ value, because }) => ({
              value,
              because: [...because].sort(),
            }));
            return {
              certainty: step.certainty,
              candidates: candidates.sort((a, b) => (String(a.value) < String(b.value) ? -1 : 1)),
            };
          });
        const inOrder = said.map((each, i) => ({ ...each, claim: { ...each.claim, tieBreaker: i + 1 } }));
        expect(judged(said)).toEqual(judged(inOrder));
      }),
      propertyOptions(1000),
    );
  });

  it('recomputing after each event or once at the end makes no difference', () => {
    fc.assert(
      fc.property(histories, (events) => {
        const step = new PolicyTimeline();
        const once = new PolicyTimeline();
        for (const event of events) {
          step.apply(event);
          step.recompute();
          once.apply(event);
        }
        once.recompute();
        expect(new Map([...step.entries].sort())).toEqual(new Map([...once.entries].sort()));
        expect(expectedTexts(upcomingAfter(BEGINNING, step.claimBounds.all()))).toEqual(
          expectedTexts(upcomingAfter(BEGINNING, once.claimBounds.all())),
        );
      }),
      propertyOptions(500),
    );
  });
});
