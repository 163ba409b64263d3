import { defineKind, PayloadWithText } from '../define-kind.js';
import { set } from '../effect.js';
import { StatusField } from './common-fields.js';

class Resumed extends PayloadWithText {
  @StatusField({ required: true, example: 'in-force' })
  status!: string;
}

export const resumed = defineKind({
  kind: 'resumed',
  title: { en: 'Resumed', ja: '再開' },
  description: {
    en: 'A suspended policy goes on, with the status given.',
    ja: '停止されていた政策が、示された状態で再開されたこと。',
  },
  schemaVersion: 1,
  payload: Resumed,
  examples: [
    {
      effective: '2024-07-01',
      payload: { status: 'in-force' },
      effects: [{ field: 'status', set: 'in-force' }],
    },
  ],
  effects: ({ status }) => [set('status', status)],
});
