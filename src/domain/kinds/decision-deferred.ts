import { defineKind, PayloadWithText } from '../define-kind.js';
import { set } from '../effect.js';
import { StatusField } from './common-fields.js';

const STATUS = 'undecided';

class DecisionDeferred extends PayloadWithText {
  @StatusField({ default: STATUS, example: STATUS })
  status?: string;
}

export const decisionDeferred = defineKind({
  kind: 'decision-deferred',
  title: { en: 'Decision deferred', ja: '決定の先送り' },
  description: {
    en: 'A decision was put off or left open.',
    ja: '決定が先送りされた、または保留されたこと。',
  },
  schemaVersion: 1,
  payload: DecisionDeferred,
  examples: [
    { effective: '[..2024-11]', payload: {}, effects: [{ field: 'status', set: 'undecided' }] },
    {
      effective: '2024-06',
      payload: { status: 'postponed' },
      effects: [{ field: 'status', set: 'postponed' }],
    },
  ],
  labels: {
    statuses: { undecided: { en: 'Undecided', ja: '未決定', family: 'proposed' } },
  },
  effects: ({ status = STATUS }) => [set('status', status)],
});
