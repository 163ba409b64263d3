import { describe, expect, it } from '@jest/globals';
import { parseEdtf } from '../edtf.js';
import { storedEffective } from './dates.js';

const stored = (text: string) => storedEffective(parseEdtf(text));
const days = (earliest: string | null, latest: string | null) => ({ earliest, latest });

describe('an effective date is stored', () => {
  it('with its possible ends, the day after the last one', () => {
    expect(stored('2024-01/2024-03?')).toEqual({
      text: '2024-01/2024-03?',
      ...days('2024-01-01', '2024-03-31'),
      begin: days('2024-01-01', '2024-01-31'),
      end: days('2024-03-02', '2024-04-01'),
      questionable: true,
    });
  });

  it.each([
    ['[..2024-02]', days(null, '2024-02-29'), days(null, '2024-02-29'), null],
    ['[2024-02..]', days('2024-02-01', null), days('2024-02-01', null), null],
    ['2024-02/..', days('2024-02-01', null), days('2024-02-01', '2024-02-29'), null],
    ['../2024-02', days(null, '2024-02-29'), days(null, null), days('2024-02-02', '2024-03-01')],
    ['../..', days(null, null), days(null, null), null],
  ])('with null where %s is open', (text, whole, begin, end) => {
    expect(stored(text)).toEqual({ text, ...whole, begin, end, questionable: false });
  });

  it('without an end that only the end of the calendar could be', () => {
    expect(stored('2024/9999-12-31').end).toBeNull();
    expect(stored('2024/9999').end).toEqual(days('9999-01-02', null));
  });
});
