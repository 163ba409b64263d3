import { describe, expect, it } from '@jest/globals';
import { sentenceOf, type Answered, type Cited } from '../../dashboard/src/policy/sentence.js';
import { en } from '../../dashboard/src/words/en.js';
import { ja } from '../../dashboard/src/words/ja.js';
import { parseEdtf } from '../../src/domain/edtf.js';
import { labelsIn } from './support/labels.js';

const SPEECH = {
  en: { words: en, labels: labelsIn('en') },
  ja: { words: ja, labels: labelsIn('ja') },
};

const period = (text: string) => {
  const { earliest, latest } = parseEdtf(text);
  return { text, earliest, latest };
};
const definite = (value: unknown, since: string, because = ['a']) => ({
  ...{ value, certainty: 'definite' as const, since: period(since), because },
});
const possible = (...candidates: { value?: unknown; absent?: true; because: string[] }[]) => ({
  ...{ certainty: 'possible' as const, candidates, because: candidates.flatMap(({ because }) => because) },
});
const development = (eventId: string, effective: string, publisher: string, published: string): Cited => ({
  ...{ eventId, effective: period(effective) },
  sources: [{ title: 'A report', publisher, published }],
});
const A = development('a', '2024-07', 'Izvestia', '2024-11');
const B = development('b', '[2024-07..2024-10-01]', 'Kyodo', '2024-10-02');

interface Shape {
  fields?: object;
  existence?: Answered['existence'];
  expected?: Answered['expected'];
  asOf?: string;
}
const told = (language: 'en' | 'ja', { fields = {}, existence = 'exists', expected = [], asOf }: Shape) =>
  sentenceOf(
    { existence, expected, basis: { asOf: asOf ?? '2024-07-31' }, fields: fields as Answered['fields'] },
    [A, B],
    SPEECH[language],
  );

describe('The sentence that answers', () => {
  it('names what is possible in its order, the last "already", items, and who said so', () => {
    const fields = {
      status: possible({ value: 'contracted', because: ['b'] }, { value: 'approved', because: ['a'] }),
      'items/pac-3': definite('approved', '2024-07'),
    };
    expect(told('en', { fields })).toBe(
      'On 31 July 2024: approved or already contracted, not certain; PAC-3 approved since July 2024. ' +
        'Source: Izvestia, November 2024; Kyodo, 2 October 2024.',
    );
    expect(told('ja', { fields })).toBe(
      '2024年7月31日の時点: 承認済みまたはすでに契約済み (確実ではありません)。PAC-3は承認済み (2024年7月から)。' +
        '出典: Izvestia (2024年11月); Kyodo (2024年10月2日)。',
    );
  });

  it.each<[string, Shape, string]>([
    [
      'a definite status',
      { fields: { status: definite('in-force', '2024-05-17') } },
      'in force since 17 May 2024.',
    ],
    [
      'one that began by some day',
      { fields: { status: definite('in-development', '[..2024-02]') } },
      'in development, begun by February 2024.',
    ],
    [
      'one that began in a season',
      { fields: { status: definite('planned', '2023-23') } },
      'planned since autumn 2023.',
    ],
    [
      'a suspension with an end',
      { fields: { status: { ...definite('suspended', '2024-03-01'), until: period('2024-06-30') } } },
      'suspended, until 30 June 2024.',
    ],
    [
      'an ended policy',
      { existence: 'ended', fields: { status: definite('withdrawn', '2024-12') } },
      'withdrawn since December 2024.',
    ],
    [
      'a status without a label',
      { fields: { status: definite('second-reading', '2024-05-17') } },
      'second reading since 17 May 2024.',
    ],
    ['explicitly none', { fields: { status: definite(null, '2024') } }, 'explicitly without a status.'],
    [
      'possible or nothing',
      { fields: { status: possible({ value: 'planned', because: ['a'] }, { absent: true, because: [] }) } },
      'possibly planned, not certain.',
    ],
    [
      'two that both began',
      {
        asOf: '2024-12-31',
        fields: {
          status: possible({ value: 'approved', because: ['a'] }, { value: 'contracted', because: ['b'] }),
        },
      },
      'approved or contracted, not certain.',
    ],
    ['not yet', { existence: 'not-yet' }, 'not begun yet.'],
    ['nothing', {}, 'nothing is known to hold.'],
    [
      'no status: its first values',
      {
        fields: {
          primeMinister: definite('Shigeru Ishiba', '2024-10-01'),
          quantity: definite(12000, '2024'),
        },
      },
      'no status is recorded; Prime minister: Shigeru Ishiba; Quantity: 12,000.',
    ],
    [
      'many items, and conditions',
      {
        fields: {
          status: definite('approved', '2024-07'),
          ...Object.fromEntries(
            [1, 2, 3, 4].map((i) => [`items/item-${i}`, definite('approved', '2024-07')]),
          ),
          'conditions/x': definite({ text: 'x' }, '2024'),
        },
      },
      'approved since July 2024; Item-1 approved since July 2024; Item-2 approved since July 2024; Item-3 approved since July 2024; 1 more item; 1 condition applies.',
    ],
    [
      'what comes next',
      {
        fields: { status: definite('contracted', '2024-01') },
        expected: [{ name: 'introduction', date: period('[2025-04-01..2026-03-31]'), because: [] }],
      },
      'contracted since January 2024. Next: introduction, fiscal 2025 (from April).',
    ],
  ])('tells %s', (_, shape, rest) => {
    const day = shape.asOf === undefined ? '31 July 2024' : '31 December 2024';
    expect(told('en', shape).replace(/ Source: .*$/, '')).toBe(`On ${day}: ${rest}`);
    // The same in Japanese: no word of English but names, nothing undefined, no JSON.
    expect(
      told('ja', shape).replace(/Izvestia|Kyodo|PAC|Item|Second reading|Shigeru Ishiba/gi, ''),
    ).not.toMatch(/[a-z{}]/i);
  });
});
