import { defineKind, PayloadWithText } from '../define-kind.js';
import { set, setGiven } from '../effect.js';
import { inCollection } from '../field-path.js';
import { MilestonesField } from '../values/fields.js';
import type { JsonObject } from '../json.js';
import { AttributesOfPolicyField, StatusField } from './common-fields.js';

const STATUS = 'planned';

class PlanAnnounced extends PayloadWithText {
  @StatusField({ default: STATUS, example: STATUS })
  status?: string;

  @AttributesOfPolicyField({ range: '1600 km', 'items/pac-2': 'planned' })
  attributes?: JsonObject;

  @MilestonesField({
    label: { en: 'Expected', ja: '予定' },
    help: {
      en: 'When each milestone is expected: a slug and a date, period or fiscal year.',
      ja: '節目ごとの予定。短い識別子と、日付、期間または会計年度を書きます。',
    },
    example: { introduction: '[2025-04-01..2026-03-31]' },
  })
  expected?: Record<string, string>;
}

export const planAnnounced = defineKind({
  kind: 'plan-announced',
  title: { en: 'Plan announced', ja: '計画の公表' },
  description: {
    en: 'A plan, programme or intention was made public, with what is known of it and when it is expected.',
    ja: '計画や事業、意向が公表されたこと。分かっている内容と予定の時期を記します。',
  },
  schemaVersion: 1,
  payload: PlanAnnounced,
  examples: [
    {
      effective: '2023-23',
      payload: {
        attributes: { range: '1600 km' },
        expected: { introduction: { fiscalYear: 2025, calendar: 'JP' } },
      },
      effects: [
        { field: 'status', set: 'planned' },
        { field: 'range', set: '1600 km' },
        { field: 'expected/introduction', set: '[2025-04-01..2026-03-31]' },
      ],
    },
    {
      effective: '2023-12',
      payload: {
        status: 'proposed',
        attributes: { 'items/pac-2': 'planned' },
        text: 'The government considers the sale.',
      },
      effects: [
        { field: 'status', set: 'proposed' },
        { field: 'items/pac-2', set: 'planned' },
      ],
    },
  ],
  labels: {
    statuses: { planned: { en: 'Planned', ja: '計画', family: 'proposed' } },
  },
  effects: ({ status = STATUS, attributes = {}, expected = {} }) => [
    set('status', status),
    ...setGiven(attributes),
    ...Object.entries(expected).map(([milestone, date]) => set(inCollection('expected', milestone), date)),
  ],
});
