import { defineKind, PayloadWithText } from '../define-kind.js';
import { given, set } from '../effect.js';
import { ReferenceField } from '../values/fields.js';
import { ChamberField } from './common-fields.js';

class BillSubmitted extends PayloadWithText {
  @ChamberField()
  chamber?: string;

  @ReferenceField({
    label: { en: 'Session', ja: '国会回次' },
    help: { en: 'The session of the parliament, as a number or name.', ja: '議会の会期の番号または名前。' },
    example: 213,
  })
  session?: string | number;

  @ReferenceField({
    label: { en: 'Bill number', ja: '議案番号' },
    help: { en: 'The number or name of the bill in its session.', ja: '会期内の議案の番号または名前。' },
    example: 14,
  })
  number?: string | number;
}

export const billSubmitted = defineKind({
  kind: 'bill-submitted',
  title: { en: 'Bill submitted', ja: '法案の提出' },
  description: {
    en: 'A bill was laid before the parliament.',
    ja: '法案が議会に提出されたこと。',
  },
  schemaVersion: 1,
  payload: BillSubmitted,
  examples: [
    {
      effective: '2024-02-09',
      payload: { session: 213, number: 14 },
      effects: [
        { field: 'status', set: 'submitted' },
        { field: 'bill', set: { session: 213, number: 14 } },
      ],
    },
    {
      effective: '2024-02-09',
      payload: { chamber: 'House of Representatives' },
      effects: [
        { field: 'status', set: 'submitted' },
        { field: 'bill', set: { chamber: 'House of Representatives' } },
      ],
    },
  ],
  labels: {
    statuses: { submitted: { en: 'Submitted', ja: '提出', family: 'proposed' } },
    fields: { bill: { en: 'Bill', ja: '法案' } },
  },
  effects: ({ chamber, session, number }) => [
    set('status', 'submitted'),
    set('bill', given({ chamber, session, number })),
  ],
});
