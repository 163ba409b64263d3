import { describe, expect, it } from '@jest/globals';
import { readChange, type ChangeRequest } from './change.js';
import { decide } from './decide.js';
import { decodeEvent, encodeEvent } from './stored-event.js';
import { PolicyAggregate } from './policy-aggregate.js';

const CONTEXT = { actor: 'test', recordedAt: '2024-06-01T00:00:00.000000Z' };
const REGISTRATION = { register: { id: 'p', title: 'P', jurisdiction: 'JP', area: 'tests' } };

const status = (value: string, more: object = {}) => ({
  kind: 'status-reported',
  effective: '2024-01-10',
  payload: { status: value },
  sources: [{ title: 's' }],
  ...more,
});

/** A policy to which these requests were made one after the other; the events are e1, e2, … */
function policyAfter(...requests: ChangeRequest[]) {
  const policy = new PolicyAggregate('p');
  const change = (request: ChangeRequest, ifVersion?: number) => {
    const position = policy.version + 1;
    return decide(readChange(request), policy, { ...CONTEXT, eventId: `e${position}`, position, ifVersion });
  };
  for (const request of requests) policy.apply(change(request));
  return { policy, change };
}

describe('a decision', () => {
  it('is the event that the log returns later, for every change', () => {
    const { change } = policyAfter(REGISTRATION, { record: 'p', body: status('planned') });
    const requests: ChangeRequest[] = [
      { amend: 'p', body: { title: 'Q' } },
      { record: 'p', body: status('approved', { externalId: 'x' }) },
      { correct: 'e2', body: status('approved') },
      { retract: 'e2', body: { reason: 'not so' } },
    ];
    for (const event of [policyAfter().change(REGISTRATION), ...requests.map((each) => change(each))]) {
      const { kind, schemaVersion, data } = encodeEvent(event);
      const { eventId, position, recordedAt, actor } = event;
      const logged = { eventId, position, recordedAt, actor, kind, schemaVersion };
      expect(decodeEvent({ ...logged, ingestedAt: null, payload: JSON.stringify(data) })).toEqual(event);
    }
  });

  it('changes nothing by itself', () => {
    const { policy, change } = policyAfter(REGISTRATION);
    change({ record: 'p', body: status('planned') });
    expect(policy.version).toBe(1);
  });

  it.each<[string, ChangeRequest[], ChangeRequest, string]>([
    ['to register what is registered', [REGISTRATION], REGISTRATION, 'policy-already-registered'],
    ['to record for no policy', [], { record: 'p', body: status('planned') }, 'policy-not-known'],
    ['to correct nothing', [REGISTRATION], { correct: 'e9', body: status('x') }, 'development-not-known'],
    [
      'to retract what was retracted',
      [REGISTRATION, { record: 'p', body: status('x') }, { retract: 'e2', body: { reason: 'r' } }],
      { retract: 'e2', body: { reason: 'r' } },
      'already-superseded',
    ],
    [
      'to correct what was corrected',
      [REGISTRATION, { record: 'p', body: status('x') }, { correct: 'e2', body: status('y') }],
      { correct: 'e2', body: status('z') },
      'already-superseded',
    ],
    [
      'a sequence against the days',
      [
        REGISTRATION,
        { record: 'p', body: status('x', { effective: '[2024-02-10..2024-02-12]', sequence: 1 }) },
        { record: 'p', body: status('y', { effective: '[2024-02-05..2024-02-15]', sequence: 2 }) },
      ],
      { record: 'p', body: status('z', { effective: '[2024-02-04..2024-02-08]', sequence: 3 }) },
      'sequence-contradiction',
    ],
    [
      'to use a value as a collection',
      [
        REGISTRATION,
        { record: 'p', body: { ...status(''), kind: 'value-set', payload: { field: 'a', value: 1 } } },
      ],
      { record: 'p', body: { ...status(''), kind: 'value-set', payload: { field: 'a/b', value: 1 } } },
      'field-shape-conflict',
    ],
  ])('refuses %s', (_, before, request, slug) => {
    const { change } = policyAfter(...before);
    expect(() => change(request)).toThrow(expect.objectContaining({ slug }));
  });

  it('is made at the version that the client has seen, or not at all', () => {
    const { change } = policyAfter(REGISTRATION, { record: 'p', body: status('planned') });
    const request = { amend: 'p', body: { title: 'Q' } };
    expect(change(request, 2)).toMatchObject({ type: 'amended' });
    expect(() => change(request, 1)).toThrow(
      expect.objectContaining({ slug: 'version-mismatch', extra: { actualVersion: 2 } }),
    );
  });
});
