import { EdtfError } from './edtf-error.js';

interface Refusal {
  sign: RegExp;
  problem: string;
  hint: string;
}

/**
 * Common date texts outside the subset, the most specific first. Patterns of the whole text are tried before those of `part`,
 * the date in it that could not be read. No pattern has nested repetition, so each takes linear time.
 */
const OF_THE_TEXT: readonly Refusal[] = [
  { sign: /^$/, problem: 'is empty', hint: 'write a date, for example "2024-01"' },
  {
    sign: /^(?=.*\s).*[A-WYZa-wyz]{2}/s,
    problem: 'is in words',
    hint: 'write EDTF: "2024-03" for March 2024, "2023-23" for autumn 2023, "[..2023]" for before 2024',
  },
  {
    sign: /[0-9]\s+[-–—~]\s+[0-9]/,
    problem: 'has a dash between two dates',
    hint: 'write "2024-01/2024-03" for the whole period, "[2024-01..2024-03]" for one day of it',
  },
  { sign: /\s/, problem: 'contains white space', hint: 'leave it out, for example "2024-01/2024-03"' },
  {
    sign: /[^\x20-\x7e]/,
    problem: 'contains a character that is not ASCII',
    hint: 'write plain digits, for example "2024-01"',
  },
  {
    sign: /^(now|today|yesterday|tomorrow|unknown)$/i,
    problem: 'is not a date',
    hint: 'write the day itself, for example "2024-01-18"',
  },
  {
    sign: /^FY ?[0-9]/i,
    problem: 'is not EDTF',
    hint: 'write a fiscal year as {"fiscalYear": 2025, "calendar": "JP"}',
  },
  {
    sign: /T[0-9]|:/,
    problem: 'has a time of day',
    hint: 'write only the day of the jurisdiction, for example "2024-01-18"',
  },
  {
    sign: /[{}]/,
    problem: 'is a set of several dates',
    hint: 'record one development for each date, or one of a range as "[2024-01..2024-03]"',
  },
  {
    sign: /,/,
    problem: 'is a list of dates',
    hint: 'write a range of possible days, for example "[2024-01..2024-03]"',
  },
  {
    sign: /Y/,
    problem: 'has a year of more than four digits',
    hint: 'years are 0001 to 9999, for example "2024"',
  },
  {
    sign: /[ES]/,
    problem: 'has an exponent or significant digits',
    hint: 'write a year from 0001 to 9999, for example "2024"',
  },
  { sign: /W[0-9]/i, problem: 'has a week', hint: 'write the days, for example "[2024-01-29..2024-02-04]"' },
  {
    sign: /^[0-9]{4}\/[0-9]{1,2}\/[0-9]{1,2}$/,
    problem: 'has slashes',
    hint: 'write hyphens, for example "2024-01-18"; a slash stands between start and end',
  },
  {
    sign: /\/.*\//,
    problem: 'has more than two sides',
    hint: 'write one start and one end, for example "2024-01/2024-03"',
  },
  {
    sign: /^(\.\.)?\/(\.\.)?$/,
    problem: 'gives no day',
    hint: 'give at least one side, for example "2024-01/" for an end that is not known',
  },
  { sign: /^\[\.*\]$/, problem: 'gives no day', hint: 'give at least one end, for example "[..2024-02]"' },
  {
    sign: /^[^[\]]*[^./[\]]\.\.|^\.\.[^/[\]]/,
    problem: 'lacks brackets or a slash',
    hint: 'write "[2024-01..2024-03]" for one day in a range, "2024-01/2024-03" for a period',
  },
  {
    sign: /\][?~%]$/,
    problem: 'has a qualifier after the bracket',
    hint: 'put it on the dates inside, for example "[2024-01~..2024-03~]"',
  },
  {
    sign: /\[.*\/|\/.*\[/,
    problem: 'has a range inside an interval',
    hint: 'write two dates, for example "2024-01/2024-03", or approximate ones with "~"',
  },
  {
    sign: /[[\]]/,
    problem: 'is not a one-of range',
    hint: 'write "[2024-01..2024-03]", "[..2024-03]" or "[2024-01..]"',
  },
];

const OF_THE_PART: readonly Refusal[] = [
  {
    sign: /^-[0-9]/,
    problem: 'is a negative year',
    hint: 'write a year from 0001 to 9999, for example "2024"',
  },
  {
    sign: /^0000/,
    problem: 'has the year 0000, which does not exist',
    hint: 'write a year from 0001 to 9999, for example "2024"',
  },
  { sign: /[?~%]{2}$/, problem: 'has two qualifiers', hint: 'write "%" for both, for example "2024-01%"' },
  { sign: /[?~%]./, problem: 'has a qualifier inside', hint: 'put it at the end, for example "2024-01~"' },
  {
    sign: /^[0-9]{4}-XX-[0-9]{2}/,
    problem: 'knows the day but not the month',
    hint: 'write the range it lies in, for example "[2023-01-15..2023-12-15]"',
  },
  {
    sign: /x/,
    problem: 'has a small x',
    hint: 'write a capital X for what is unknown, for example "2023-12-XX"',
  },
  {
    sign: /X/,
    problem: 'has an X where it may not stand',
    hint: 'leave out whole trailing parts, as in "2023-12-XX", "2023-XX", or write a decade "202X"',
  },
  { sign: /^[0-9]{5}/, problem: 'has no hyphens', hint: 'write hyphens, for example "2024-01-18"' },
  {
    sign: /^[0-9]{4}-[0-9]{2}-[0-9]{2}[?~%]?$/,
    problem: 'is a day that does not exist',
    hint: 'look at the calendar; a month as a whole is "2024-02"',
  },
  {
    sign: /^[0-9]{4}-[0-9]{2}[?~%]?$/,
    problem: 'has no such month',
    hint: 'months are 01 to 12, seasons 21 to 24, quarters 33 to 36, for example "2024-01" or "2024-33"',
  },
];

const OTHERWISE = { problem: 'is not a date', hint: 'write "2024", "2024-01" or "2024-01-18"' };

/** Why `text` is refused; `part` is the date in it that could not be read. */
export function refusalOf(text: string, part: string): EdtfError {
  const found =
    OF_THE_TEXT.find(({ sign }) => sign.test(text)) ??
    OF_THE_PART.find(({ sign }) => sign.test(part)) ??
    OTHERWISE;
  const inside = part === text || part === '' ? '' : `, in ${JSON.stringify(part)},`;
  return new EdtfError(`${JSON.stringify(text)}${inside} ${found.problem}`, found.hint);
}
