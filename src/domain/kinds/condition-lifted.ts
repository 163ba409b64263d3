import { defineKind } from '../define-kind.js';
import { clear } from '../effect.js';
import { inCollection } from '../field-path.js';
import { LongTextField } from '../values/fields.js';
import { ConditionField } from './common-fields.js';

class ConditionLifted {
  @ConditionField()
  condition!: string;

  @LongTextField({
    label: { en: 'Text', ja: '本文' },
    help: { en: 'How and why it was lifted.', ja: '解除の経緯と理由。' },
    example: 'Both governments agreed to drop it.',
    required: true,
  })
  text!: string;
}

export const conditionLifted = defineKind({
  kind: 'condition-lifted',
  title: { en: 'Condition lifted', ja: '条件の解除' },
  description: {
    en: 'A condition no longer applies; what it demanded is said no more.',
    ja: '条件が適用されなくなったこと。その条件は状態から消えます。',
  },
  schemaVersion: 1,
  payload: ConditionLifted,
  examples: [
    {
      effective: '2025-01-01',
      payload: { condition: 'no-third-party-transfer', text: 'Both governments agreed to drop it.' },
      effects: [{ field: 'conditions/no-third-party-transfer', clear: true }],
    },
  ],
  effects: ({ condition }) => [clear(inCollection('conditions', condition))],
});
