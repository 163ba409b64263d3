import { describe, expect, it } from '@jest/globals';
import type { Source } from '../policy-event.js';
import { sourcesValue } from './sources.js';

const problems = (sources: unknown) => sourcesValue.problems(sources, '/sources');
const pointers = (source: unknown) => problems([source]).map(({ pointer }) => pointer);

const FULL: Source = {
  title: '防衛装備移転三原則の運用指針',
  url: 'HTTPS://www.mod.go.jp/ja/指針?p=1#a',
  publisher: 'Ministry of Defense',
  published: '2023-12-22',
  accessed: '2026-11-22',
  locator: 'p. 3',
};

describe('sources', () => {
  it('are kept exactly', () => {
    expect(problems([FULL, { title: ' ' }])).toEqual([]);
    expect(sourcesValue.normalised?.([{ ...FULL }])).toEqual([FULL]);
  });

  it('are 1 to 100', () => {
    const many = (n: number) => Array.from({ length: n }, (_, i) => ({ title: `Source ${i}` }));
    expect(problems(many(100))).toEqual([]);
    for (const wrong of [many(0), many(101), { title: 'x' }, 'x', null])
      expect(problems(wrong)).toMatchObject([{ pointer: '/sources' }]);
  });

  it('given twice are kept once, at the first place, however their members are ordered or their dates written', () => {
    const [a, b] = [{ title: 'a' }, { title: 'b', published: '[2025-04-01..2026-03-31]' }];
    const again = { published: { fiscalYear: 2025, calendar: 'JP' }, title: 'b' };
    const others = { title: 'a', locator: 'p. 2' };
    expect(problems([a, b, { ...a }, again, others])).toEqual([]);
    expect(sourcesValue.normalised?.([a, b, { ...a }, again, others])).toEqual([a, b, others]);
  });

  it('are each judged at their place', () => {
    expect(problems([{ title: 'a' }, { tittle: 'b' }])).toMatchObject([
      { pointer: '/sources/1/tittle', detail: 'is not a property of a source', didYouMean: 'title' },
      { pointer: '/sources/1/title', detail: 'is missing' },
    ]);
    for (const noObject of [null, 'title', ['title'], 7]) expect(pointers(noObject)).toEqual(['/sources/0']);
    const long = { title: 'x'.repeat(2_001), publisher: 'x'.repeat(501), locator: 'x'.repeat(501) };
    expect(pointers(long)).toEqual(['/sources/0/title', '/sources/0/publisher', '/sources/0/locator']);
    expect(pointers({ title: '', publisher: 1, locator: null, published: 'soon', accessed: 2024 })).toEqual([
      '/sources/0/title',
      '/sources/0/publisher',
      '/sources/0/published',
      '/sources/0/accessed',
      '/sources/0/locator',
    ]);
  });

  it.each([
    'http://a',
    'https://example.org:8443/a?b=c d'.replace(' ', '%20'),
    'http://[::1]/',
    'https://例え.jp/',
  ])('stand at an absolute http or https URL: %s', (url) => {
    expect(pointers({ title: 'a', url })).toEqual([]);
  });

  it.each([
    '',
    '/a',
    'example.org',
    '//example.org/',
    'ftp://example.org/',
    'javascript:alert(1)',
    'http:example.org',
    'http:///example.org',
    'http://',
    'https://a b/',
    ' https://a/',
    'https://a/\n',
    'https://a/\u0000',
    'https://a/\u3000',
    'https:\\\\a\\b',
    'http://a:99999/',
    'http://[::1',
    7,
    null,
  ])('and at nothing else: %j', (url) => {
    expect(pointers({ title: 'a', url })).toEqual(['/sources/0/url']);
  });

  it.each(['https://jimin.jp@evil.example/', 'HTTP://a:b@c/', 'https://@a/', 'https://a@'])(
    'and shows the host that it leads to: %s has user information',
    (url) => {
      expect(problems([{ title: 'a', url }])).toMatchObject([
        { pointer: '/sources/0/url', detail: expect.stringContaining('leave out') },
      ]);
    },
  );

  it.each(['https://a/@b', 'https://a?@b', 'https://a#@', 'https://medium.com/@someone/x'])(
    'an @ behind the host is none: %s',
    (url) => {
      expect(pointers({ title: 'a', url })).toEqual([]);
    },
  );

  it('of at most 2,048 characters', () => {
    const url = (length: number) => 'https://a/'.padEnd(length, 'x');
    expect(pointers({ title: 'a', url: url(2_048) })).toEqual([]);
    expect(pointers({ title: 'a', url: url(2_049) })).toEqual(['/sources/0/url']);
  });
});
