import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readChange, type Change } from '../../src/domain/change.js';
import type { PolicyEvent } from '../../src/domain/policy-event.js';
import { decide } from '../../src/domain/decide.js';
import { PolicyAggregate } from '../../src/domain/policy-aggregate.js';
import { PolicyTimeline } from '../../src/domain/policy-timeline.js';
import { DomainProblem } from '../../src/domain/problem.js';
import { propertyOptions } from '../support/property-options.js';
import { acts, requestOf, type Act } from '../support/random-history.js';

const CONTEXT = { recordedAt: '2026-01-01T00:00:00.000000Z', actor: 'test' };

/** The events of a history: those of its acts that the write side does not refuse. */
function eventsOf(history: readonly Act[]): PolicyEvent[] {
  const header = { title: 'P', jurisdictions: ['JP'], area: 'tests', timeZone: 'UTC' };
  const policy = new PolicyAggregate('p');
  const events: PolicyEvent[] = [];
  const recorded: string[] = [];
  const make = (change: Change): void => {
    const n = events.length;
    const event = decide(change, policy, { ...CONTEXT, eventId: `e${n}`, position: n + 1 });
    policy.apply(event);
    events.push(event);
    if (event.type === 'development' || event.type === 'ruling') recorded.push(event.eventId);
  };
  make({ type: 'register', policyId: 'p', header });
  for (const act of history) {
    try {
      const request = requestOf(act, recorded);
      if (request) make(readChange(request));
    } catch (error) {
      if (!(error instanceof DomainProblem)) throw error;
    }
  }
  return events;
}

describe('recomputing after each event, or once at the end', () => {
  it('leaves the same entries: a projection that forgot a policy closes the rows it had opened', () => {
    fc.assert(
      fc.property(acts, (history) => {
        const each = new PolicyTimeline();
        const once = new PolicyTimeline();
        for (const event of eventsOf(history)) {
          each.apply(event);
          each.recompute();
          once.apply(event);
        }
        once.recompute();
        expect(new Map([...once.entries].sort())).toEqual(new Map([...each.entries].sort()));
        expect(new Map([...once.upcoming].sort())).toEqual(new Map([...each.upcoming].sort()));
        expect(once.developments).toBe(each.developments);
      }),
      propertyOptions(1000),
    );
  });
});
