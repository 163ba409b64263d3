import { defineKind, PayloadWithText } from '../define-kind.js';
import { set } from '../effect.js';
import { inCollection } from '../field-path.js';
import { EdtfField, SlugField } from '../values/fields.js';

class ScheduleChanged extends PayloadWithText {
  @SlugField({
    label: { en: 'Milestone', ja: '節目' },
    help: {
      en: 'What is expected, as a slug, for example introduction or in-service.',
      ja: '予定されていること。introduction や in-service のような短い識別子で書きます。',
    },
    example: 'introduction',
    required: true,
  })
  milestone!: string;

  @EdtfField({
    label: { en: 'Date', ja: '時期' },
    help: {
      en: 'When it is expected now: a date, period or fiscal year.',
      ja: '新しい予定の日付、期間または会計年度。',
    },
    example: '[2025-04-01..2026-03-31]',
    required: true,
  })
  date!: string;

  @EdtfField({
    label: { en: 'Previous date', ja: '以前の時期' },
    help: {
      en: 'When it was expected before, if the source says so. Shown, without effect on the state.',
      ja: '出典にあれば、以前の予定。表示のみで、状態には影響しません。',
    },
    example: '[2026-04-01..2027-03-31]',
  })
  previous?: string;
}

export const scheduleChanged = defineKind({
  kind: 'schedule-changed',
  title: { en: 'Schedule changed', ja: '予定の変更' },
  description: {
    en: 'A milestone is now expected at another time.',
    ja: '節目の予定の時期が変わったこと。',
  },
  schemaVersion: 1,
  payload: ScheduleChanged,
  examples: [
    {
      effective: '2023-10-04',
      payload: {
        milestone: 'introduction',
        date: { fiscalYear: 2025, calendar: 'JP' },
        previous: { fiscalYear: 2026, calendar: 'JP' },
      },
      effects: [{ field: 'expected/introduction', set: '[2025-04-01..2026-03-31]' }],
    },
  ],
  labels: {
    fields: { expected: { en: 'Expected', ja: '予定' } },
  },
  effects: ({ milestone, date }) => [set(inCollection('expected', milestone), date)],
});
