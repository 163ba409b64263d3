import fc from 'fast-check';
import type { ChangeRequest } from '../../src/domain/change.js';
import type { JsonObject } from '../../src/domain/json.js';

/** One thing that an editor does to a policy; `aim` picks which of the developments so far a correction or retraction is for. */
export type Act =
  | { act: 'record'; body: JsonObject }
  | { act: 'correct'; aim: number; body: JsonObject }
  | { act: 'retract'; aim: number; body: JsonObject }
  | { act: 'amend'; body: JsonObject };

const DATES = [
  '2024-01-10',
  '2024-01-10',
  '2024-01-15',
  '2024-01-20',
  '2024-01',
  '2024-02',
  '2024-02-05',
  '2024',
  '2023-24',
  '2024-33',
  '2024-01-15?',
  '2024-01~',
  '2024-02-10%',
  '[2024-01-05..2024-01-25]',
  '[..2024-01-12]',
  '[2024-02-01..]',
  '2024-01-XX',
  '2024-01-10/2024-01-20',
  '2024-01-05/2024-02',
  '2024-01/2024-02',
  '../2024-01-18',
  '2024-02-01/..',
  '[2024-01-08..2024-01-12]',
];

const PAYLOADS: { kind: string; payload: JsonObject }[] = [
  { kind: 'status-reported', payload: { status: 'planned' } },
  { kind: 'status-reported', payload: { status: 'in-force', attributes: { range: 1600 } } },
  { kind: 'contract-concluded', payload: { counterparty: 'US', quantity: 400 } },
  { kind: 'transfer-approved', payload: { item: 'pac-3', recipient: 'US' } },
  { kind: 'condition-attached', payload: { condition: 'no-third-party', text: 'a "quoted" \\ text' } },
  { kind: 'condition-lifted', payload: { condition: 'no-third-party', text: 'lifted' } },
  { kind: 'value-set', payload: { field: 'quantity', value: null } },
  { kind: 'value-set', payload: { field: 'range', value: { km: [1, 2.5], text: '射程\tと改行\n' } } },
  {
    kind: 'schedule-changed',
    payload: { milestone: 'introduction', date: { fiscalYear: 2025, calendar: 'JP' } },
  },
  { kind: 'schedule-changed', payload: { milestone: 'introduction', date: '2024-06-10' } },
  { kind: 'value-set', payload: { field: 'expected/introduction', value: null } },
  { kind: 'suspended', payload: {} },
  { kind: 'ended', payload: {} },
  { kind: 'verified', payload: {} },
];

const development = fc
  .record({
    effective: fc.constantFrom(...DATES),
    what: fc.constantFrom(...PAYLOADS),
    sequence: fc.constantFrom(undefined, undefined, undefined, 1, 2, 3),
    published: fc.constantFrom(undefined, '2024-01', '2024-02-01', '2025'),
  })
  .map(({ effective, what, sequence, published }): JsonObject => ({
    ...what,
    effective,
    sources: [{ title: 'a source' }],
    ...(sequence !== undefined && { sequence }),
    ...(published !== undefined && { published }),
  }));

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: development.map((body): Act => ({ act: 'record', body })) },
  {
    weight: 3,
    arbitrary: fc.tuple(fc.nat(30), development).map(([aim, body]): Act => ({ act: 'correct', aim, body })),
  },
  {
    weight: 1,
    arbitrary: fc.nat(30).map((aim): Act => ({ act: 'retract', aim, body: { reason: 'not so' } })),
  },
  { weight: 1, arbitrary: fc.nat(9).map((n): Act => ({ act: 'amend', body: { title: `Title ${n}` } })) },
);

/** The act as a request; null: there is nothing yet to correct or retract. @param recorded the developments so far */
export function requestOf(act: Act, recorded: readonly string[], policyId = 'p'): ChangeRequest | null {
  const { body } = act;
  if (act.act === 'amend') return { amend: policyId, body };
  if (act.act === 'record') return { record: policyId, body };
  const target = recorded[act.aim % recorded.length];
  if (target === undefined) return null;
  return act.act === 'correct' ? { correct: target, body } : { retract: target, body };
}

/** What happens to one policy, in the order in which it is recorded; some of it the write side will refuse. */
export const acts = fc.array(act, { minLength: 3, maxLength: 14 });

/** Days around those on which something happens. */
export const someDay = fc.constantFrom(
  '0001-01-01',
  '2023-11-30',
  '2023-12-31',
  '2024-01-01',
  '2024-01-05',
  '2024-01-09',
  '2024-01-10',
  '2024-01-11',
  '2024-01-12',
  '2024-01-14',
  '2024-01-15',
  '2024-01-16',
  '2024-01-18',
  '2024-01-19',
  '2024-01-20',
  '2024-01-21',
  '2024-01-25',
  '2024-01-31',
  '2024-02-01',
  '2024-02-05',
  '2024-02-10',
  '2024-02-28',
  '2024-02-29',
  '2024-03-31',
  '2024-12-31',
  '2025-01-01',
  '9999-12-31',
);
