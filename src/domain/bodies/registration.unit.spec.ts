import { describe, expect, it } from '@jest/globals';
import { COUNTRY_CODES } from './header-members.js';
import { checkRegistration } from './registration.js';

const POLICY = {
  id: 'jp-tomahawk-procurement',
  title: 'Procurement of Tomahawk cruise missiles',
  jurisdiction: 'JP',
  area: 'strike-capability',
};

function problems(changes: object) {
  const checked = checkRegistration({ ...POLICY, ...changes });
  if ('value' in checked) throw new Error(`accepted: ${JSON.stringify(checked.value)}`);
  return checked.problems;
}

const pointers = (changes: object) => problems(changes).map(({ pointer }) => pointer);

describe('a policy is registered', () => {
  it('in the time zone UTC, if it names none', () => {
    expect(checkRegistration(POLICY)).toEqual({
      value: {
        policyId: 'jp-tomahawk-procurement',
        header: {
          title: 'Procurement of Tomahawk cruise missiles',
          jurisdictions: ['JP'],
          area: 'strike-capability',
          timeZone: 'UTC',
        },
      },
    });
  });

  it('with everything it may say, its jurisdictions in the order given', () => {
    const said = {
      titles: { ja: 'トマホークの取得', 'zh-Hant': '戰斧' },
      description: 'x',
      timeZone: 'Asia/Tokyo',
    };
    expect(checkRegistration({ ...POLICY, ...said, jurisdiction: ['US', 'JP'] })).toMatchObject({
      value: { header: { ...said, jurisdictions: ['US', 'JP'] } },
    });
  });

  it('or refused with all problems together', () => {
    expect(checkRegistration({ name: 'x', titles: { JA: 'x', fr: '' }, timezone: 'UTC' })).toMatchObject({
      problems: [
        { pointer: '/name' },
        { pointer: '/timezone', detail: 'is not a property of a policy', didYouMean: 'timeZone' },
        { pointer: '/id', detail: 'is missing' },
        { pointer: '/title', detail: 'is missing' },
        { pointer: '/titles/JA', detail: expect.stringContaining('"ja"') as unknown },
        { pointer: '/titles/fr' },
        { pointer: '/jurisdiction', detail: 'is missing' },
        { pointer: '/area', detail: 'is missing' },
      ],
    });
    expect(checkRegistration([POLICY])).toMatchObject({ problems: [{ pointer: '' }] });
  });
});

describe('ids and areas', () => {
  it.each(['0', 'a._-', 'x'.repeat(200)])('may be %s', (id) => {
    expect(checkRegistration({ ...POLICY, id })).toHaveProperty('value.policyId', id);
    expect(checkRegistration({ ...POLICY, area: id.slice(0, 100) })).toHaveProperty('value');
  });

  it.each(['', '-a', 'a/b', 'ä', 'a b', 'a\n', '__proto__', 'x'.repeat(201), 7, null])(
    'may not be %j',
    (id) => {
      expect(pointers({ id, area: id })).toEqual(['/id', '/area']);
    },
  );

  it('are small, areas shorter than ids', () => {
    expect(problems({ id: 'JP-Tomahawk' })).toMatchObject([{ pointer: '/id', didYouMean: 'jp-tomahawk' }]);
    expect(problems({ area: 'Ärger' })).toMatchObject([{ pointer: '/area', didYouMean: undefined }]);
    expect(pointers({ area: 'x'.repeat(101) })).toEqual(['/area']);
  });
});

describe('jurisdictions', () => {
  it('are the 249 countries of ISO 3166-1, which have names and are there once', () => {
    const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' });
    expect(COUNTRY_CODES.filter((code) => names.of(code) === undefined)).toEqual([]);
    expect(COUNTRY_CODES).toEqual([...new Set(COUNTRY_CODES)].sort());
    expect(COUNTRY_CODES).toHaveLength(249);
    expect(checkRegistration({ ...POLICY, jurisdiction: [...COUNTRY_CODES] })).toHaveProperty('value');
  });

  it.each([
    ['jp', 'JP'],
    ['UK', 'GB'],
    ['uk', 'GB'],
    ['JPN', undefined],
    ['XX', undefined],
    ['', undefined],
  ])('are not written %s', (jurisdiction, didYouMean) => {
    expect(problems({ jurisdiction })).toMatchObject([{ pointer: '/jurisdiction', didYouMean }]);
    expect(problems({ jurisdiction: ['US', jurisdiction] })).toMatchObject([
      { pointer: '/jurisdiction/1', didYouMean },
    ]);
  });

  it('do not include the European Union, and it says what to do', () => {
    expect(problems({ jurisdiction: 'EU' })[0]?.detail).toContain('list its states');
  });

  it('are there at least once and at most once', () => {
    for (const wrong of [[], null, 7, { code: 'JP' }, Array.from({ length: 250 }, () => 'JP')])
      expect(pointers({ jurisdiction: wrong })).toEqual(['/jurisdiction']);
    expect(problems({ jurisdiction: ['JP', 7, 'JP', 7] })).toMatchObject([
      { pointer: '/jurisdiction/1' },
      { pointer: '/jurisdiction/2', detail: 'is the same code as /jurisdiction/0' },
      { pointer: '/jurisdiction/3' },
    ]);
  });
});

describe('time zones', () => {
  it.each([
    'UTC',
    'Asia/Tokyo',
    'Japan',
    'US/Eastern',
    'Europe/Kyiv',
    'Europe/Kiev',
    'Asia/Kolkata',
    'Etc/GMT+9',
  ])('may be %s, as IANA spells it', (timeZone) => {
    expect(checkRegistration({ ...POLICY, timeZone })).toHaveProperty('value.header.timeZone', timeZone);
  });

  it('may be any zone that this program knows', () => {
    const refused = Intl.supportedValuesOf('timeZone').filter(
      (timeZone) => 'problems' in checkRegistration({ ...POLICY, timeZone }),
    );
    expect(refused).toEqual([]);
  });

  it.each([
    ['utc', 'UTC'],
    ['asia/tokyo', 'Asia/Tokyo'],
    ['Asia/TOKYO', 'Asia/Tokyo'],
    ['Asia/Tokio', 'Asia/Tokyo'],
    ['JST', 'Asia/Tokyo'],
    ['+09:00', undefined],
    ['UTC+9', undefined],
    ['SystemV/EST5', undefined],
    ['Mars/Base', undefined],
    ['', undefined],
    ['x'.repeat(10_000), undefined],
    ['__proto__', undefined],
    [9, undefined],
    [null, undefined],
  ])('are not written %j', (timeZone, didYouMean) => {
    const [problem] = problems({ timeZone });
    expect(problem?.pointer).toBe('/timeZone');
    expect(problem?.didYouMean).toBe(didYouMean);
  });
});

describe('texts', () => {
  it('are 1 to 2,000 characters in titles, 1 to 20,000 in descriptions', () => {
    expect(
      pointers({ title: '', titles: { ja: 'x'.repeat(2_001) }, description: 'x'.repeat(20_001) }),
    ).toEqual(['/title', '/titles/ja', '/description']);
    expect(pointers({ titles: ['x'], description: null })).toEqual(['/titles', '/description']);
  });
});

describe('identifiers', () => {
  it('are a scheme and a value as it writes one, each once', () => {
    const eli = { scheme: 'eli', value: 'http://data.europa.eu/eli/reg/2016/679/oj' };
    const law = { value: '令和六年法律第二十四号', scheme: 'law-number' };
    expect(checkRegistration({ ...POLICY, identifiers: [eli, law, { ...eli }] })).toHaveProperty(
      'value.header.identifiers',
      [eli, law],
    );
  });

  it.each([
    [[], '/identifiers'],
    [{ scheme: 'eli', value: 'x' }, '/identifiers'],
    [[{ scheme: 'eli' }], '/identifiers/0/value'],
    [[{ scheme: 'ELI', value: 'x' }], '/identifiers/0/scheme'],
    [[{ scheme: '__proto__', value: 'x' }], '/identifiers/0/scheme'],
    [[{ scheme: 'constructor', value: 7 }], '/identifiers/0/value'],
    [[{ scheme: 'wikidata', value: 'q917' }], '/identifiers/0/value'],
    [[{ scheme: 'doi', value: 'https://doi.org/10.1000/182' }], '/identifiers/0/value'],
    [[{ scheme: 'url', value: 'javascript:alert(1)' }], '/identifiers/0/value'],
    [[{ scheme: 'ecli', value: 'EU:C:2019:773' }], '/identifiers/0/value'],
    [[{ scheme: 'celex', value: '32016 R0679' }], '/identifiers/0/value'],
    [[{ scheme: 'other', value: ' x' }], '/identifiers/0/value'],
    [[{ scheme: 'other', value: 'x', more: 1 }], '/identifiers/0/more'],
  ])('are not %j', (identifiers, pointer) => {
    expect(pointers({ identifiers })).toEqual([pointer]);
  });
});
