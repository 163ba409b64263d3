import type { JsonObject } from '../../src/domain/json.js';
import { dayOf } from './days.js';
import type { Random } from './random.js';

const STATUSES = ['planned', 'in-negotiation', 'in-development', 'in-production', 'delayed', 'in-service'];
const STAGES = [
  'lower-committee-referred',
  'lower-committee-voted',
  'lower-plenary-voted',
  'upper-committee-referred',
  'upper-plenary-voted',
  'promulgated',
];
const PARTNERS = ['US', 'GB', 'AU', 'IT', 'PH', 'FR'];
const CONDITIONS = ['no-third-party-transfer', 'parliament-informed', 'offset-agreed'];
const SPEAKERS = ['prime-minister', 'finance-ministry', 'opposition', 'industry'];
const FIELDS = ['range', 'unitCost', 'attributes/lead', 'attributes/site', 'attributes/crew'];
const TEXT = 'The ministry made this known at its press conference and in the record of the committee.';

/** Kinds with payloads; frequent ones are listed more than once. */
const HAPPENINGS: readonly ((random: Random) => { kind: string; payload: JsonObject })[] = [
  statusReported,
  statusReported,
  valueSet,
  valueSet,
  stageReached,
  (random) => ({
    kind: 'contract-concluded',
    payload: {
      counterparty: random.pick(PARTNERS),
      quantity: random.integer(1, 400),
      amount: { value: random.integer(1, 900) * 1_000_000, currency: 'JPY' },
    },
  }),
  (random) => ({
    kind: 'transfer-approved',
    payload: { item: `item-${random.integer(1, 3)}`, recipient: random.pick(PARTNERS) },
  }),
  (random) => ({
    kind: 'condition-attached',
    payload: { condition: random.pick(CONDITIONS), text: 'Only with consent given in writing.' },
  }),
  (random) => ({ kind: 'condition-lifted', payload: { condition: random.pick(CONDITIONS), text: TEXT } }),
  (random) => ({ kind: 'statement-made', payload: { speaker: random.pick(SPEAKERS), text: TEXT } }),
  (random) => ({
    kind: 'schedule-changed',
    payload: { milestone: 'introduction', date: `[${dayOf(random)}..2031-03-31]` },
  }),
];

function statusReported(random: Random) {
  return { kind: 'status-reported', payload: { status: random.pick(STATUSES), text: TEXT } };
}

function valueSet(random: Random) {
  return { kind: 'value-set', payload: { field: random.pick(FIELDS), value: random.integer(1, 5000) } };
}

function stageReached(random: Random) {
  return { kind: 'bill-stage-reached', payload: { stage: random.pick(STAGES), result: 'passed' } };
}

/**
 * A development as a client would send it: a random kind on a random day, sometimes with only a month, sometimes with an end,
 * sometimes with a sequence.
 */
export function aDevelopment(random: Random): JsonObject {
  const day = dayOf(random);
  const month = random.chance(0.12);
  const until = random.chance(0.05) ? '/2027-12-31' : '';
  return {
    ...random.pick(HAPPENINGS)(random),
    effective: (month ? day.slice(0, 7) : day) + until,
    // Only with exact days: there a sequence cannot contradict another, with any numbers.
    ...(!month && random.chance(0.1) && { sequence: random.integer(1, 3) }),
    sources: [
      { title: `Report ${random.integer(1, 9999)}`, publisher: 'Ministry of Defence', published: day },
    ],
  };
}

/** A policy as a client would register it. */
export function aPolicy(random: Random, id: string): JsonObject {
  return {
    id,
    title: `Programme ${id}`,
    jurisdiction: random.pick(['JP', 'US', 'GB', 'AU']),
    area: random.pick(['arms-export', 'procurement', 'legislation', 'cooperation']),
    timeZone: 'Asia/Tokyo',
  };
}
