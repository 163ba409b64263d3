import fc from 'fast-check';
import type { ChangeRequest } from '../../src/domain/change.js';
import type { JsonObject } from '../../src/domain/json.js';

/**
 * One act of an editor on a policy; `aim` selects the earlier development or ruling that a correction, retraction or ruling
 * refers to, `contradicts` the one that it contradicts.
 */
export type Act =
  | { act: 'record'; body: JsonObject; contradicts?: number }
  | { act: 'correct'; aim: number; body: JsonObject; contradicts?: number }
  | { act: 'retract'; aim: number; body: JsonObject }
  | { act: 'rule'; aim: number; verdict: 'prefer' | 'reject'; body: JsonObject }
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
    assertion: fc.constantFrom(undefined, undefined, undefined, undefined, 'disputed'),
  })
  .map(({ effective, what, sequence, published, assertion }): JsonObject => ({
    ...what,
    effective,
    sources: [{ title: 'a source' }],
    ...(sequence !== undefined && { sequence }),
    ...(published !== undefined && { published }),
    ...(assertion !== undefined && { assertion }),
  }));

const contradicts = fc.constantFrom(undefined, undefined, undefined, 0, 1, 2);
const linked = (act: Act, link: number | undefined): Act =>
  link === undefined || (act.act !== 'record' && act.act !== 'correct') ? act : { ...act, contradicts: link };

const act: fc.Arbitrary<Act> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc
      .tuple(development, contradicts)
      .map(([body, link]): Act => linked({ act: 'record', body }, link)),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(fc.nat(30), development, contradicts)
      .map(([aim, body, link]): Act => linked({ act: 'correct', aim, body }, link)),
  },
  {
    weight: 1,
    arbitrary: fc.nat(30).map((aim): Act => ({ act: 'retract', aim, body: { reason: 'not so' } })),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.nat(30),
        fc.constantFrom('prefer' as const, 'reject' as const),
        fc.constantFrom({}, { published: '2024-02-01' }),
      )
      .map(([aim, verdict, more]): Act => ({
        act: 'rule',
        aim,
        verdict,
        body: { reason: 'a ruling', ...more },
      })),
  },
  { weight: 1, arbitrary: fc.nat(9).map((n): Act => ({ act: 'amend', body: { title: `Title ${n}` } })) },
);

/** Why the write side may refuse an act: its target is no longer live, is a ruling, or has no field in common. */
export const REFUSALS = [
  'already-superseded',
  'sequence-contradiction',
  'field-shape-conflict',
  'ruling-not-correctable',
  'invalid-input',
];

/** The act as a request; null: there is no possible target yet. @param recorded developments and rulings so far */
export function requestOf(act: Act, recorded: readonly string[], policyId = 'p'): ChangeRequest | null {
  if (act.act === 'amend') return { amend: policyId, body: act.body };
  const other = 'contradicts' in act ? recorded.at(-1 - (act.contradicts ?? 0)) : undefined;
  const body = other === undefined ? act.body : { ...act.body, contradicts: [other] };
  if (act.act === 'record') return { record: policyId, body };
  const target = recorded[act.aim % recorded.length];
  if (target === undefined) return null;
  if (act.act === 'rule')
    return { rule: policyId, body: { ...body, [act.verdict]: act.verdict === 'prefer' ? target : [target] } };
  return act.act === 'correct' ? { correct: target, body } : { retract: target, body };
}

/** Acts on one policy in the order of recording; the write side will refuse some of them. */
export const acts = fc.array(act, { minLength: 3, maxLength: 14 });

/** Days around those of the acts. */
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
