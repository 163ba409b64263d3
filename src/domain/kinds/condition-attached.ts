import { defineKind } from '../define-kind.js';
import { set } from '../effect.js';
import { inCollection } from '../field-path.js';
import { LongTextField } from '../values/fields.js';
import { ConditionField } from './common-fields.js';

class ConditionAttached {
  @ConditionField()
  condition!: string;

  @LongTextField({
    label: { en: 'Text', ja: '本文' },
    help: { en: 'What the condition demands.', ja: '条件の内容。' },
    example: 'No transfer to a third country without consent.',
    required: true,
  })
  text!: string;
}

export const conditionAttached = defineKind({
  kind: 'condition-attached',
  title: { en: 'Condition attached', ja: '条件の付与' },
  description: {
    en: 'A condition applies to the policy from then on, until it is lifted.',
    ja: 'その時から、解除されるまで、政策に条件が付くこと。',
  },
  schemaVersion: 1,
  payload: ConditionAttached,
  examples: [
    {
      effective: '2024-07',
      payload: {
        condition: 'no-third-party-transfer',
        text: 'No transfer to a third country without consent.',
      },
      effects: [
        {
          field: 'conditions/no-third-party-transfer',
          set: { text: 'No transfer to a third country without consent.' },
        },
      ],
    },
  ],
  labels: {
    fields: { conditions: { en: 'Conditions', ja: '条件' } },
  },
  effects: ({ condition, text }) => [set(inCollection('conditions', condition), { text })],
});
