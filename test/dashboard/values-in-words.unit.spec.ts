import { describe, expect, it } from '@jest/globals';
import { payloadParts } from '../../dashboard/src/labels/payload-parts.js';
import { valueText } from '../../dashboard/src/labels/value-text.js';
import { groupsOf } from '../../dashboard/src/policy/state-groups.js';
import { BEGINNING, FOREVER } from '../../src/domain/day.js';
import { whyPartItem, type WhyPart } from '../../src/domain/why.js';
import { whyInWords } from '../../dashboard/src/policy/why-in-words.js';
import { dayNumber, dayText } from '../../dashboard/src/time/days.js';
import { spread } from '../../dashboard/src/time/scale.js';
import { ticksOf } from '../../dashboard/src/time/ticks.js';
import { en } from '../../dashboard/src/words/en.js';
import { ja } from '../../dashboard/src/words/ja.js';
import { developmentLines } from '../data/demo-lines.js';
import { labelsIn } from './support/labels.js';

const EN = { words: en, labels: labelsIn('en') };
const JA = { words: ja, labels: labelsIn('ja') };

describe('A value is told in words', () => {
  it.each<[string, unknown, string, string]>([
    ['stages', { result: '可決' }, 'Passed (可決)', '可決'],
    ['stages', {}, 'no details given', '詳細なし'],
    [
      'stages',
      { committee: '外交防衛委員会', chamber: 'House of Councillors' },
      'Committee: 外交防衛委員会; Chamber: House of Councillors',
      '委員会: 外交防衛委員会; 議院: 参議院',
    ],
    ['counterparty', 'US', 'United States', 'アメリカ合衆国'],
    ['department', 'IT', 'IT', 'IT'],
    ['jurisdiction', ['JP', 'US'], 'Japan, United States', '日本、アメリカ合衆国'],
    ['area', 'arms-export', 'Arms export', '防衛装備移転'],
    ['kind', 'value-set', 'Value set', '値の設定'],
    [
      'amount',
      { value: 254_000_000_000, currency: 'JPY' },
      '254,000,000,000 Japanese yen',
      '254,000,000,000円',
    ],
    ['amount', { value: 0.5, currency: 'usd' }, '0.5 usd', '0.5 usd'],
    ['range', { value: 1600, unit: 'km' }, '1,600 km', '1,600 km'],
    [
      'range',
      { value: 1000, unit: 'km', bound: 'more-than' },
      '1,000 km; Bound: More than',
      '1,000 km; 範囲: 超',
    ],
    ['quantity', 400, '400', '400'],
    ['quantity', 12000, '12,000', '12,000'],
    ['session', 2025, '2025', '2025'],
    ['lowerHouseMajority', false, 'no', 'いいえ'],
    ['recipient', null, 'explicitly none', '明示的になし'],
    ['replaces', ['F-2', 'Eurofighter Typhoon'], 'F-2, Eurofighter Typhoon', 'F-2、Eurofighter Typhoon'],
    ['expected', '[2025-04-01..2026-03-31]', 'fiscal 2025 (from April)', '2025年度'],
    ['expansion', 'under-discussion', 'Under discussion', '協議中'],
    ['expansion', 'not-at-all-known', 'Not at all known', 'Not at all known'],
    ['deadline', '2025-03-31', '31 March 2025', '2025年3月31日'],
    ['purpose', 'Refill the stocks.', 'Refill the stocks.', 'Refill the stocks.'],
    ['constructor', { toString: { __proto__: null } }, 'To string: no details given', 'To string: 詳細なし'],
    [
      'sources',
      [{ title: 'A report', publisher: 'Kyodo', published: '[..2024-02]' }],
      'A report; Publisher: Kyodo; Published: by February 2024',
      'A report; 発行元: Kyodo; 公表: 2024年2月までに',
    ],
  ])('%s %j', (name, value, english, japanese) => {
    expect([valueText(value, name, EN), valueText(value, name, JA)]).toEqual([english, japanese]);
  });

  it('and so is a payload: its text, then its members', () => {
    expect(payloadParts({ counterparty: 'US', quantity: 400 }, EN)).toEqual({
      lead: '',
      rest: [
        ['Counterparty', 'United States'],
        ['Quantity', '400'],
      ],
    });
    expect(payloadParts({ field: 'items/pac-2', value: 'planned', text: 'Both.' }, JA)).toEqual({
      lead: 'Both.',
      rest: [['品目: PAC-2', '計画']],
    });
    expect(
      payloadParts(
        { permits: { 'lethal-weapons-to-war-zone': 'None.' }, expected: { completion: '2025' } },
        EN,
      ).rest,
    ).toEqual([
      ['Permits', 'Lethal weapons to a war zone: None.'],
      ['Expected', 'Completion: 2025'],
    ]);
  });

  it('whatever the demo data hold: no JSON, no slug', () => {
    for (const { payload } of developmentLines)
      for (const speech of [EN, JA]) {
        const { lead, rest } = payloadParts(payload, speech);
        const told = [lead, ...rest.map((row) => row.join(' '))].join(' ');
        expect(told).not.toMatch(/[{}"]|undefined|\b[a-z]+(-[a-z]+)*\/[a-z]/);
      }
  });
});

describe('Why, from the parts of the service', () => {
  const day = '2024-07-31';
  const july = { earliest: '2024-07-01', latest: '2024-07-31' };
  const summer = { earliest: '2024-07-01', latest: '2024-10-01' };
  const byFebruary = { earliest: BEGINNING, latest: '2024-02-29' };
  const always = { earliest: BEGINNING, latest: BEGINNING };
  const alone = 'nothing-else';
  it.each<[WhyPart[], string, string]>([
    [
      [{ code: 'begins-later', day, begin: { earliest: '2024-08-01', latest: '2024-08-01' } }],
      'It begins on 1 August 2024, after 31 July 2024.',
      '始まりは2024年8月1日で、2024年7月31日より後です。',
    ],
    [
      [{ code: 'ended', day, end: byFebruary }],
      'It had ended by 31 July 2024: it ends on or before 29 February 2024.',
      '2024年7月31日には終わっています。終わりは2024年2月29日以前です。',
    ],
    [
      [{ code: 'holds', day, begin: july, alone: 'nothing-later' }],
      'It holds on 31 July 2024 for certain, having begun in July 2024, and nothing that certainly holds then certainly came after it.',
      '2024年7月31日には確実に有効です。始まりは2024年7月のいずれかの日です。その日に確実に有効で、確実にこれより後のものはありません。',
    ],
    [
      [
        { code: 'may-have-begun', day, begin: summer, alone },
        { code: 'one-of-contradicting', developments: 2 },
      ],
      'It may hold on 31 July 2024: it begins between 1 July 2024 and 1 October 2024, and nothing else about this field may hold then. It is one of 2 developments that contradict each other here: exactly one of them is right.',
      '2024年7月31日に有効かもしれません。始まりは2024年7月1日から2024年10月1日の間です。この項目について、ほかに有効でありうるものはありません。ここで互いに矛盾する2件のうちの一つで、正しいのはそのうち一つだけです。',
    ],
    [
      [
        { code: 'may-have-ended', day, end: { earliest: '2024-07-01', latest: FOREVER }, alone },
        { code: 'questionable' },
        { code: 'disputed' },
      ],
      'It may hold on 31 July 2024: it ends on or after 1 July 2024, and nothing else about this field may hold then. Its date is given as questionable, so it is at most possible. It is disputed: perhaps it did not happen.',
      '2024年7月31日に有効かもしれません。終わりは2024年7月1日以降です。この項目について、ほかに有効でありうるものはありません。日付が疑わしいとされているため、可能性にとどまります。争いがあり、起きていないかもしれません。',
    ],
    [
      [{ code: 'later-by-day', whichever: false, begin: july, thisBegin: byFebruary }],
      'A later development holds on that day: it began in July 2024, this one on or before 29 February 2024.',
      'その日にはより後の出来事が有効です。その始まりは2024年7月のいずれかの日、これの始まりは2024年2月29日以前です。',
    ],
    [
      [{ code: 'later-in-order', whichever: true, begin: always, by: 'position' }],
      'Whichever of the developments that contradict each other is right: A later development holds on that day: both began before all days, and it was recorded later.',
      '矛盾する出来事のどれが正しくても、その日にはより後の出来事が有効です。始まりはどちらもすべての日より前で、そちらが後に記録されました。',
    ],
    [
      [{ code: 'later-in-order', whichever: false, begin: july, by: 'sequence' }],
      'A later development holds on that day: both began in July 2024, and it has the higher sequence.',
      'その日にはより後の出来事が有効です。始まりはどちらも2024年7月のいずれかの日で、順序はそちらが後です。',
    ],
    [
      [{ code: 'later-by-sequence', whichever: false, sequence: 2, thisSequence: 1 }],
      'A later development holds on that day: its sequence 2 comes after 1.',
      'その日にはより後の出来事が有効です。順序 2 は順序 1 より後です。',
    ],
    [
      [{ code: 'ruled-out', ruledOn: '2024-03-01', reason: 'The contract says 400.' }],
      'A ruling of 1 March 2024 says that it is not so: The contract says 400.',
      '2024年3月1日の裁定により、そうではないとされました: The contract says 400.',
    ],
  ])('%j', (parts, english, japanese) => {
    const sent = parts.map(whyPartItem) as Parameters<typeof whyInWords>[0];
    expect(whyInWords(sent, EN.words, 'en')).toBe(english);
    expect(whyInWords(sent, JA.words, 'ja')).toBe(japanese);
  });

  it('says nothing rather than half of it', () => {
    expect(whyInWords([{ code: 'disputed' }, { code: 'of-a-later-version' }], JA.words, 'ja')).toBeNull();
  });
});

describe('The state in groups', () => {
  it('has the status first, collections in the order of interest, item-2 before item-10, details last', () => {
    const paths = [
      'purpose',
      'status',
      'items/item-10',
      'items/item-2',
      'conditions/a',
      'expected/b',
      'role/c',
    ];
    const field = { value: 1, certainty: 'definite' as const, because: [] };
    const groups = groupsOf(Object.fromEntries(paths.map((path) => [path, field])));
    expect(groups.map(({ fields }) => fields.map(([path]) => path))).toEqual([
      ['status'],
      ['conditions/a'],
      ['items/item-2', 'items/item-10'],
      ['role/c'],
      ['expected/b'],
      ['purpose'],
    ]);
  });
});

describe('The dates along an axis', () => {
  const told = (first: string, last: string, language: 'en' | 'ja') =>
    ticksOf(spread([first, last], 0.03, 1), language).map(({ text }) => text);

  it.each([
    [
      '2020-03-05',
      '2024-11-26',
      ['2021', '2022', '2023', '2024', '2025'],
      ['2021', '2022', '2023', '2024', '2025'],
    ],
    [
      '2023-12-01',
      '2024-11-30',
      ['Jan 2024', 'May 2024', 'Sep 2024'],
      ['2024年1月', '2024年5月', '2024年9月'],
    ],
    // All was recorded on one day: the axis holds that day and its neighbours, no month around it.
    ['2026-11-26', '2026-11-26', ['26 November 2026'], ['2026年11月26日']],
  ])('from %s to %s are %j', (first, last, english, japanese) => {
    expect(told(first, last, 'en')).toEqual(english);
    expect(told(first, last, 'ja')).toEqual(japanese);
  });

  it('fit at any length: few, in order, inside', () => {
    for (let days = 0; days < 8000; days = Math.ceil(days * 1.3) + 1) {
      const scale = spread(['2019-03-05', dayText(dayNumber('2019-03-05') + days)], 0.03, 1);
      const ticks = ticksOf(scale, 'ja');
      expect(ticks.length).toBeGreaterThan(0);
      expect(ticks.length).toBeLessThanOrEqual(6);
      const places = ticks.map(({ at }) => at);
      expect([...places].sort((a, b) => a - b)).toEqual(places);
      for (const at of places) expect(at).toBeLessThanOrEqual(1);
    }
  });
});
