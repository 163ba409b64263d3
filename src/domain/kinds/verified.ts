import { defineKind, PayloadWithText } from '../define-kind.js';

export const verified = defineKind({
  kind: 'verified',
  title: { en: 'Verified', ja: '確認' },
  description: {
    en: 'Somebody checked, and things are still as recorded. Changes nothing.',
    ja: '確認したところ、記録のままであったこと。何も変えません。',
  },
  schemaVersion: 1,
  payload: class Verified extends PayloadWithText {},
  examples: [
    { effective: '2024-11', payload: {}, effects: [] },
    { effective: '2024-11-15', payload: { text: 'Nothing further is known.' }, effects: [] },
  ],
  effects: () => [],
});
