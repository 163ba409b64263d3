import { defineKind, PayloadWithText } from '../define-kind.js';
import { set } from '../effect.js';

export const suspended = defineKind({
  kind: 'suspended',
  title: { en: 'Suspended', ja: '停止' },
  description: {
    en: 'The policy rests for a time. If its end is known, give a period: the earlier status then shows again by itself.',
    ja: '政策が一時停止されたこと。終わりが分かっていれば期間で記録すると、その後は以前の状態に戻ります。',
  },
  schemaVersion: 1,
  payload: class Suspended extends PayloadWithText {},
  examples: [
    { effective: '2024-03-01/2024-06-30', payload: {}, effects: [{ field: 'status', set: 'suspended' }] },
    {
      effective: '2024-03-01',
      payload: { text: 'Deliveries stopped until further notice.' },
      effects: [{ field: 'status', set: 'suspended' }],
    },
  ],
  labels: {
    statuses: { suspended: { en: 'Suspended', ja: '停止中', family: 'ended' } },
  },
  effects: () => [set('status', 'suspended')],
});
