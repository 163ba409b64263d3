import { defineKind, PayloadWithText } from '../define-kind.js';
import { set } from '../effect.js';
import { StatusField } from './common-fields.js';

const STATUS = 'ended';

class Ended extends PayloadWithText {
  @StatusField({ default: STATUS, example: 'withdrawn' })
  status?: string;
}

export const ended = defineKind({
  kind: 'ended',
  title: { en: 'Ended', ja: '終了' },
  description: {
    en: 'The policy is over: completed, withdrawn, repealed or expired. While this decides the status, it has ended.',
    ja: '政策が完了、撤回、廃止、失効などで終わったこと。これが状態を決めている間、政策は終了しています。',
  },
  schemaVersion: 1,
  payload: Ended,
  examples: [
    { effective: '2024-12-31', payload: {}, effects: [{ field: 'status', set: 'ended' }] },
    {
      effective: '2024-12',
      payload: { status: 'withdrawn' },
      effects: [{ field: 'status', set: 'withdrawn' }],
    },
  ],
  labels: {
    statuses: { ended: { en: 'Ended', ja: '終了', family: 'ended' } },
  },
  effects: ({ status = STATUS }) => [set('status', status)],
});
