import { defineKind, PayloadWithText } from '../define-kind.js';
import { set, setGiven } from '../effect.js';
import { LawNumberField } from './common-fields.js';

class LawPromulgated extends PayloadWithText {
  @LawNumberField()
  lawNumber?: string | number;
}

export const lawPromulgated = defineKind({
  kind: 'law-promulgated',
  title: { en: 'Law promulgated', ja: '法律の公布' },
  description: {
    en: 'A law was promulgated. When it applies is said by came-into-force.',
    ja: '法律が公布されたこと。施行は came-into-force で記録します。',
  },
  schemaVersion: 1,
  payload: LawPromulgated,
  examples: [
    {
      effective: '2024-05-17',
      payload: { lawNumber: '24' },
      effects: [
        { field: 'status', set: 'promulgated' },
        { field: 'lawNumber', set: '24' },
      ],
    },
  ],
  labels: {
    statuses: { promulgated: { en: 'Promulgated', ja: '公布', family: 'decided' } },
  },
  effects: ({ lawNumber }) => [set('status', 'promulgated'), ...setGiven({ lawNumber })],
});
