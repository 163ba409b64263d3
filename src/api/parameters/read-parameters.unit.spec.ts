import { describe, expect, it } from '@jest/globals';
import { type InputError, DomainProblem } from '../../domain/problem.js';
import { choice, day, instant, integer, text, yesOrNo } from '../../domain/values/parameter.js';
import { readParameters } from './read-parameters.js';

const parameters = {
  asOf: day('The effective day'),
  knownAt: instant('What was recorded by then'),
  limit: integer(1, 1000, 'Items a page'),
  uncertain: choice(['flag', 'include', 'exclude'], 'What to do with doubt'),
  dryRun: yesOrNo('Write nothing'),
  q: text('Words to look for', { maxLength: 20 }),
};
const read = (query: string) => readParameters(`/v1/policies?${query}`, parameters);
const errorsOf = (query: string): readonly InputError[] => {
  try {
    read(query);
  } catch (error) {
    if (error instanceof DomainProblem) return error.errors;
    throw error;
  }
  return [];
};

describe('the query of a request', () => {
  it('may be absent', () => {
    for (const url of ['/v1/policies', '/v1/policies?', '/v1/policies?&'])
      expect(readParameters(url, parameters)).toEqual({});
  });

  it('is read into values', () => {
    expect(
      read(
        'asOf=2024-07-31&knownAt=2024-07-31T09:00:00%2B09:00&limit=7&uncertain=include&dryRun=true&q=a+b%E9%98%B2',
      ),
    ).toEqual({
      asOf: '2024-07-31',
      knownAt: '2024-07-31T00:00:00.000000Z',
      limit: 7,
      uncertain: 'include',
      dryRun: true,
      q: 'a b防',
    });
  });

  it('reports everything that is wrong at once', () => {
    const errors = errorsOf(
      'asof=2024-01-01&limit=0&limit=1&uncertain=excludes&knownAt=2024-07-31&dryRun=&q=%00',
    );
    expect(errors.map(({ parameter }) => parameter)).toEqual([
      'asof',
      'limit',
      'uncertain',
      'knownAt',
      'dryRun',
      'q',
    ]);
    expect(errors[0]).toMatchObject({ didYouMean: 'asOf', allowed: Object.keys(parameters) });
    expect(errors[2]).toMatchObject({ didYouMean: 'exclude', allowed: ['flag', 'include', 'exclude'] });
    expect(errors[3]?.detail).toContain('2024-07-31T23:59:59Z');
  });

  it.each([
    ['a repeated parameter, even with one value', 'asOf=2024-01-01&asOf=2024-01-01', 'Give it once'],
    ['a repeated parameter in another spelling', 'asOf=2024-01-01&as%4Ff=2024-01-01', 'Give it once'],
    ['an empty one', 'asOf=', 'empty'],
    ['one without a value', 'asOf', 'empty'],
    ['a day that does not exist', 'asOf=2025-02-29', 'no day 2025-02-29'],
    ['a year 0', 'asOf=0000-01-01', 'no day'],
    ['a month', 'asOf=2024-01', 'YYYY-MM-DD'],
    ['a word for a day', 'asOf=today', 'YYYY-MM-DD'],
    ['a sentinel of the code', 'asOf=infinity', 'YYYY-MM-DD'],
    ['a time for a day', 'asOf=2024-01-01T00:00:00Z', 'without a time: 2024-01-01'],
    ['a fraction', 'limit=1.0', 'whole number'],
    ['an exponent', 'limit=1e2', 'whole number'],
    ['a leading zero', 'limit=007', 'whole number'],
    ['a number out of range', 'limit=1001', '1 to 1000'],
    ['a huge number', `limit=${'9'.repeat(400)}`, '1 to 1000'],
    ['another case', 'uncertain=Flag', 'one of'],
    ['a number for yes', 'dryRun=1', 'true, false'],
    ['a long text', `q=${'x'.repeat(21)}`, 'at most 20'],
    ['a broken escape', 'q=%', 'percent-encoded'],
    ['an escape that is not UTF-8', 'q=%FF', 'percent-encoded'],
    ['an encoded surrogate', 'q=%ED%A0%80', 'percent-encoded'],
    ['a broken name', '%FF=1', 'percent-encoded'],
    ['a name of every object', '__proto__=1&constructor=2', 'no such parameter'],
  ])('does not pass with %s', (_, query, hint) => {
    expect(errorsOf(query)[0]?.detail).toContain(hint);
  });

  it('answers nonsense briefly', () => {
    const nonsense = Array.from({ length: 500 }, (_, i) => `${'x'.repeat(150)}${i}=1`).join('&');
    const errors = errorsOf(nonsense);
    expect(errors).toHaveLength(20);
    expect(errors[0]?.parameter?.length).toBeLessThan(110);
  });

  it('is refused where none is taken', () => {
    expect(() => readParameters('/health/live?x=1', {})).toThrow('no parameters');
  });
});
