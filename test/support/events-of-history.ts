import { readChange, type Change } from '../../src/domain/change.js';
import { decide } from '../../src/domain/decide.js';
import { PolicyAggregate } from '../../src/domain/policy-aggregate.js';
import type { PolicyEvent } from '../../src/domain/policy-event.js';
import { DomainProblem } from '../../src/domain/problem.js';
import { requestOf, type Act } from './random-history.js';

const CONTEXT = { recordedAt: '2026-01-01T00:00:00.000000Z', actor: 'test' };

/** The events of a history: those of its acts that the write side does not refuse. */
export function eventsOf(history: readonly Act[]): PolicyEvent[] {
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
