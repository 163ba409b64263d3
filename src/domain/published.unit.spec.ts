import { describe, expect, it } from '@jest/globals';
import { checkDevelopment } from './bodies/development.js';
import { firstPublished, isPublishedDerived } from './published.js';

describe('a development that does not say when it was published', () => {
  const first = (...dates: (string | undefined)[]) =>
    firstPublished(dates.map((published) => ({ title: 'x', ...(published && { published }) })))?.text;

  it('was published with the source that was certainly out first', () => {
    expect(first('2024-11', '2024-02', '2024-03')).toBe('2024-02');
    expect(first('2024', '2024-06-30')).toBe('2024-06-30');
    expect(first('2024-06-30', '2024-06')).toBe('2024-06');
    expect(first('2024-06', '[2024-06-01..2024-06]')).toBe('2024-06');
    expect(first('2024-06/..', '9999', '[2024..]')).toBe('9999');
    expect(first('0001', '[..2024]')).toBe('0001');
  });

  it('and sources without a date are ignored', () => {
    expect(first(undefined, '2024-02', undefined)).toBe('2024-02');
    expect(first(undefined)).toBeUndefined();
  });

  it('and keeps open bounds open', () => {
    expect(firstPublished([{ title: 'x', published: '[..2024-02]' }])).toEqual({
      text: '[..2024-02]',
      earliest: null,
      latest: '2024-02-29',
    });
  });
});

describe('a published date is known to be derived', () => {
  const SOURCES = [
    { title: 'x', published: '2024-03' },
    { title: 'y', published: '2024-02' },
  ];
  const dataOf = (more: object) => {
    const checked = checkDevelopment({ kind: 'verified', effective: '2024-01', sources: SOURCES, ...more });
    if ('problems' in checked) throw new Error(JSON.stringify(checked.problems));
    return checked.value.data;
  };

  it.each([
    ['left out', {}, '2024-02', true],
    ['stated', { published: '2024-01' }, '2024-01', false],
    ['stated, and what the sources say', { published: '2024-02' }, '2024-02', false],
    ['given back as an answer gave it', { published: '2024-01', publishedDerived: true }, '2024-02', true],
    ['given back as a stated one', { published: '2024-02', publishedDerived: false }, '2024-02', false],
    ['said by nothing', { sources: [{ title: 'x' }] }, undefined, false],
  ])('%s', (_, more, text, derived) => {
    const data = dataOf(more);
    expect([data.published?.text, isPublishedDerived(data)]).toEqual([text, derived]);
    expect(data).not.toHaveProperty('publishedDerived');
  });

  it('where the log has no mark, as before marks were kept', () => {
    const { publishedStated: _, ...unmarked } = dataOf({ published: '2024-02' });
    expect(isPublishedDerived(unmarked)).toBe(true);
  });
});
