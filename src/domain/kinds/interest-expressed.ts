import { defineKind } from '../define-kind.js';
import { set } from '../effect.js';
import { inCollection } from '../field-path.js';
import { LongTextField, SlugField } from '../values/fields.js';

class InterestExpressed {
  @SlugField({
    label: { en: 'Party', ja: '当事者' },
    help: {
      en: 'Who is interested, as a slug, for example a country code.',
      ja: '関心を示した者の短い識別子。たとえば国コード。',
    },
    example: 'SA',
    required: true,
  })
  party!: string;

  @LongTextField({
    label: { en: 'Text', ja: '本文' },
    help: { en: 'What the party is interested in.', ja: '関心の内容。' },
    example: 'Wishes to join the programme.',
    required: true,
  })
  text!: string;
}

export const interestExpressed = defineKind({
  kind: 'interest-expressed',
  title: { en: 'Interest expressed', ja: '関心の表明' },
  description: {
    en: 'A party showed interest in taking part, buying or receiving.',
    ja: '参加や購入、受領に関心が示されたこと。',
  },
  schemaVersion: 1,
  payload: InterestExpressed,
  examples: [
    {
      effective: '[..2024-11]',
      payload: { party: 'SA', text: 'Wishes to join the programme.' },
      effects: [{ field: 'interest/SA', set: 'Wishes to join the programme.' }],
    },
  ],
  labels: {
    fields: { interest: { en: 'Interest', ja: '関心' } },
  },
  effects: ({ party, text }) => [set(inCollection('interest', party), text)],
});
