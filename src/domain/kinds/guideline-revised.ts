import { defineKind, PayloadWithText } from '../define-kind.js';
import { set } from '../effect.js';
import { inCollection } from '../field-path.js';
import { SlugTextMapField } from '../values/fields.js';
import { IN_FORCE, StatusField } from './common-fields.js';

const STATUS = 'in-force';

class GuidelineRevised extends PayloadWithText {
  @StatusField({ default: STATUS, example: STATUS })
  status?: string;

  @SlugTextMapField({
    label: { en: 'Permits', ja: '認めること' },
    help: {
      en: 'What the guideline permits from then on: a slug for each permission, and its wording.',
      ja: 'その時から認められること。許可ごとに短い識別子とその内容を書きます。',
    },
    example: {
      'licensed-finished-products-to-licensor': 'Finished products may go to the licensor country.',
    },
  })
  permits?: Record<string, string>;

  @SlugTextMapField({
    label: { en: 'Prohibits', ja: '禁じること' },
    help: {
      en: 'What the guideline prohibits from then on: a slug for each prohibition, and its wording.',
      ja: 'その時から禁じられること。禁止ごとに短い識別子とその内容を書きます。',
    },
    example: { 'lethal-weapons-to-war-zone': 'No lethal weapons to a country at war.' },
  })
  prohibits?: Record<string, string>;
}

export const guidelineRevised = defineKind({
  kind: 'guideline-revised',
  title: { en: 'Guideline revised', ja: '指針の改正' },
  description: {
    en: 'A guideline, rule or ban was issued or changed. It says what is permitted or prohibited from then on.',
    ja: '指針や規則、禁止が定められた、または改められたこと。その時から何が認められ、何が禁じられるかを記します。',
  },
  schemaVersion: 1,
  payload: GuidelineRevised,
  examples: [
    {
      effective: '2023-12',
      payload: {
        permits: { 'licensed-finished-products-to-licensor': 'Finished products may go to the licensor.' },
      },
      effects: [
        { field: 'status', set: 'in-force' },
        {
          field: 'permits/licensed-finished-products-to-licensor',
          set: 'Finished products may go to the licensor.',
        },
      ],
    },
    {
      effective: '[..2024-11]',
      payload: {
        status: 'under-review',
        prohibits: { 'lethal-weapons-to-war-zone': 'No lethal weapons to a country at war.' },
      },
      effects: [
        { field: 'status', set: 'under-review' },
        { field: 'prohibits/lethal-weapons-to-war-zone', set: 'No lethal weapons to a country at war.' },
      ],
    },
  ],
  labels: {
    statuses: { 'in-force': IN_FORCE },
  },
  effects: ({ status = STATUS, permits = {}, prohibits = {} }) => [
    set('status', status),
    ...Object.entries(permits).map(([slug, text]) => set(inCollection('permits', slug), text)),
    ...Object.entries(prohibits).map(([slug, text]) => set(inCollection('prohibits', slug), text)),
  ],
});
