import { defineKind } from '../define-kind.js';
import { given, set } from '../effect.js';
import { inCollection } from '../field-path.js';
import { LongTextField, SlugField, TextField } from '../values/fields.js';

class StatementMade {
  @SlugField({
    label: { en: 'Speaker', ja: '発言者' },
    help: {
      en: 'A slug for the person or body that speaks; a later statement of the same speaker replaces this one.',
      ja: '発言した人や機関の短い識別子。同じ発言者の後の発言がこれに代わります。',
    },
    example: 'ru-mfa',
    required: true,
  })
  speaker!: string;

  @TextField({
    label: { en: 'Name', ja: '氏名' },
    help: { en: 'The name and office of the speaker.', ja: '発言者の氏名と役職。' },
    example: 'Spokeswoman of the Foreign Ministry',
  })
  name?: string;

  @TextField({
    label: { en: 'Stance', ja: '立場' },
    help: { en: 'The position in a word or two, for example opposed.', ja: '立場を一言で。たとえば反対。' },
    example: 'opposed',
  })
  stance?: string;

  @LongTextField({
    label: { en: 'Text', ja: '本文' },
    help: { en: 'What was said.', ja: '発言の内容。' },
    example: 'Missiles that reach the war zone would be an act of hostility.',
    required: true,
  })
  text!: string;
}

export const statementMade = defineKind({
  kind: 'statement-made',
  title: { en: 'Statement made', ja: '発言' },
  description: {
    en: 'Somebody took a position on the policy in public.',
    ja: '政策についての立場が公に述べられたこと。',
  },
  schemaVersion: 1,
  payload: StatementMade,
  examples: [
    {
      effective: '2024-11',
      payload: {
        speaker: 'ru-mfa',
        name: 'Spokeswoman of the Foreign Ministry',
        stance: 'opposed',
        text: 'Deliveries would be an act of hostility.',
      },
      effects: [
        {
          field: 'positions/ru-mfa',
          set: {
            name: 'Spokeswoman of the Foreign Ministry',
            stance: 'opposed',
            text: 'Deliveries would be an act of hostility.',
          },
        },
      ],
    },
  ],
  labels: {
    fields: { positions: { en: 'Positions', ja: '各者の立場' } },
  },
  effects: ({ speaker, name, stance, text }) => [
    set(inCollection('positions', speaker), given({ name, stance, text })),
  ],
});
