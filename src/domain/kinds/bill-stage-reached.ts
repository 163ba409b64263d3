import { defineKind, PayloadWithText } from '../define-kind.js';
import { given, set, setGiven } from '../effect.js';
import { inCollection } from '../field-path.js';
import { ChoiceField, TextField } from '../values/fields.js';
import { ChamberField, LawNumberField } from './common-fields.js';

const STAGES = [
  'submitted',
  'lower-committee-referred',
  'lower-committee-voted',
  'lower-plenary-voted',
  'upper-committee-referred',
  'upper-committee-voted',
  'upper-plenary-voted',
  'promulgated',
];

class BillStageReached extends PayloadWithText {
  @ChoiceField(STAGES, {
    label: { en: 'Stage', ja: '段階' },
    help: {
      en: 'How far the bill has come: referred to or voted by a committee or the plenary of a chamber.',
      ja: '審議の段階。どの議院の委員会または本会議に付託されたか、採決されたか。',
    },
    example: 'lower-committee-voted',
    required: true,
  })
  stage!: string;

  @TextField({
    label: { en: 'Result', ja: '結果' },
    help: { en: 'What was decided, as the source writes it.', ja: '議決の結果。出典の表記のまま書きます。' },
    example: '可決',
  })
  result?: string;

  @TextField({
    label: { en: 'Committee', ja: '委員会' },
    help: {
      en: 'The committee in charge, as the source writes it.',
      ja: '付託された委員会。出典の表記のまま書きます。',
    },
    example: '安全保障委員会',
  })
  committee?: string;

  @LawNumberField()
  lawNumber?: string | number;

  @ChamberField()
  chamber?: string;
}

export const billStageReached = defineKind({
  kind: 'bill-stage-reached',
  title: { en: 'Bill stage reached', ja: '法案審議の段階' },
  description: {
    en: 'A bill reached a stage on its way through the parliament.',
    ja: '法案が議会での審議のある段階に達したこと。',
  },
  schemaVersion: 1,
  payload: BillStageReached,
  examples: [
    {
      effective: '2024-04-11',
      payload: {
        stage: 'lower-committee-voted',
        result: '可決',
        committee: '安全保障委員会',
        chamber: '衆議院',
      },
      effects: [
        { field: 'status', set: 'lower-committee-voted' },
        {
          field: 'stages/lower-committee-voted',
          set: { result: '可決', committee: '安全保障委員会', chamber: '衆議院' },
        },
      ],
    },
    {
      effective: '2024-05-17',
      payload: { stage: 'promulgated', lawNumber: '24' },
      effects: [
        { field: 'status', set: 'promulgated' },
        { field: 'stages/promulgated', set: { lawNumber: '24' } },
        { field: 'lawNumber', set: '24' },
      ],
    },
  ],
  labels: {
    statuses: {
      'lower-committee-referred': {
        en: 'Referred to a lower house committee',
        ja: '衆院委員会付託',
        family: 'proposed',
      },
      'lower-committee-voted': {
        en: 'Voted by a lower house committee',
        ja: '衆院委員会採決',
        family: 'proposed',
      },
      'lower-plenary-voted': { en: 'Voted by the lower house', ja: '衆院本会議採決', family: 'proposed' },
      'upper-committee-referred': {
        en: 'Referred to an upper house committee',
        ja: '参院委員会付託',
        family: 'proposed',
      },
      'upper-committee-voted': {
        en: 'Voted by an upper house committee',
        ja: '参院委員会採決',
        family: 'proposed',
      },
      'upper-plenary-voted': { en: 'Voted by the upper house', ja: '参院本会議採決', family: 'proposed' },
    },
    fields: { stages: { en: 'Stages', ja: '審議の段階' } },
  },
  effects: ({ stage, result, committee, lawNumber, chamber }) => [
    set('status', stage),
    set(inCollection('stages', stage), given({ result, committee, lawNumber, chamber })),
    ...setGiven({ lawNumber }),
  ],
});
