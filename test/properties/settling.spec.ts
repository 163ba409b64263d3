import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { checkDevelopment } from '../../src/domain/bodies/development.js';
import type { Development, PolicyEvent, Retraction } from '../../src/domain/policy-event.js';
import { PolicyLedger } from '../../src/domain/policy-ledger.js';
import { PolicyTimeline } from '../../src/domain/policy-timeline.js';
import { DomainProblem } from '../../src/domain/problem.js';
import { propertyOptions } from '../support/property-options.js';
import { acts, type Act } from '../support/random-history.js';

const ENVELOPE = { recordedAt: '2026-01-01T00:00:00.000000Z', reconstructed: false, actor: 'test' };

/** The events of a history: those of its acts that the write side does not refuse. */
function eventsOf(history: readonly Act[]): PolicyEvent[] {
  const header = { title: 'P', jurisdictions: ['JP'], area: 'tests', timeZone: 'UTC' };
  const events: PolicyEvent[] = [{ ...ENVELOPE, type: 'registered', eventId: 'e0', position: 1, header }];
  const ledger = new PolicyLedger();
  ledger.apply(events[0] as PolicyEvent);
  const recorded: string[] = [];
  for (const act of history) {
    try {
      const event = eventOf(act, events.length, ledger, recorded);
      if (event === null) continue;
      ledger.apply(event);
      events.push(event);
      if (event.type === 'development') recorded.push(event.eventId);
    } catch (error) {
      if (!(error instanceof DomainProblem)) throw error;
    }
  }
  return events;
}

function eventOf(
  act: Act,
  n: number,
  ledger: PolicyLedger,
  recorded: readonly string[],
): Development | Retraction | null {
  if (act.act === 'amend') return null;
  const envelope = { ...ENVELOPE, eventId: `e${n}`, position: n + 1 };
  const target = act.act === 'record' ? undefined : recorded[act.aim % recorded.length];
  if (act.act !== 'record' && target === undefined) return null;
  if (act.act === 'retract') {
    ledger.checkTarget(target ?? '');
    return { ...envelope, type: 'retraction', data: { retracts: target ?? '', reason: 'not so' } };
  }
  const checked = checkDevelopment(act.body);
  if (!('value' in checked)) return null;
  const { kind, data, effects } = checked.value;
  if (target === undefined) ledger.checkRecord(envelope.eventId, kind.kind, data, effects);
  else ledger.checkCorrection(target, envelope.eventId, kind.kind, data, effects);
  const corrects = target === undefined ? {} : { corrects: target };
  return { ...envelope, type: 'development', kind: kind.kind, data: { ...data, ...corrects }, effects };
}

describe('settling after each event, or once at the end', () => {
  it('leaves the same entries: a projection that forgot a policy closes the rows it had opened', () => {
    fc.assert(
      fc.property(acts, (history) => {
        const each = new PolicyTimeline();
        const once = new PolicyTimeline();
        for (const event of eventsOf(history)) {
          each.apply(event);
          each.settle();
          once.apply(event);
        }
        once.settle();
        expect(new Map([...once.entries].sort())).toEqual(new Map([...each.entries].sort()));
        expect(new Map([...once.upcoming].sort())).toEqual(new Map([...each.upcoming].sort()));
        expect(once.developments).toBe(each.developments);
      }),
      propertyOptions(1000),
    );
  });
});
