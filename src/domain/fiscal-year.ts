import { daysOfMonths, monthNumber } from './day.js';
import { EdtfError } from './edtf-error.js';
import { nearest } from './nearest.js';

/** The month in which the fiscal year starts. The US and Australia name the year after the calendar year in which it ends. */
const STARTS: ReadonlyMap<string, { month: number; yearsBefore: number }> = new Map([
  ['JP', { month: 4, yearsBefore: 0 }],
  ['UK', { month: 4, yearsBefore: 0 }],
  ['US', { month: 10, yearsBefore: 1 }],
  ['AU', { month: 7, yearsBefore: 1 }],
]);

export const FISCAL_CALENDARS: readonly string[] = [...STARTS.keys()];

const EXAMPLE = 'write {"fiscalYear": 2025, "calendar": "JP"}';

/**
 * The one-of range of a government's fiscal year `{ fiscalYear, calendar }`; FY2025 of Japan is `[2025-04-01..2026-03-31]`. It
 * starts on 1 April in Japan and the United Kingdom, and in the year before on 1 October in the United States and on 1 July in
 * Australia. Fiscal years 2 to 9998, so that all twelve months exist in every calendar.
 *
 * @throws EdtfError for any other key, calendar or year
 */
export function fiscalYearText(input: object): string {
  const given = new Map<string, unknown>(Object.entries(input));
  for (const key of given.keys()) {
    if (key !== 'fiscalYear' && key !== 'calendar') {
      throw new EdtfError(`a fiscal year has no ${JSON.stringify(key)}`, EXAMPLE, `/${escaped(key)}`);
    }
  }
  const year = given.get('fiscalYear');
  if (typeof year !== 'number' || !Number.isInteger(year) || year < 2 || year > 9998) {
    throw new EdtfError('fiscalYear must be a whole number from 2 to 9998', EXAMPLE, '/fiscalYear');
  }
  const { month, yearsBefore } = startOf(given.get('calendar'));
  const { earliest, latest } = daysOfMonths(monthNumber(year - yearsBefore, month), 12);
  return `[${earliest}..${latest}]`;
}

function startOf(calendar: unknown): { month: number; yearsBefore: number } {
  const start = typeof calendar === 'string' ? STARTS.get(calendar) : undefined;
  if (start !== undefined) return start;
  const guess = typeof calendar === 'string' ? nearest(calendar, FISCAL_CALENDARS) : undefined;
  const hint = guess === undefined ? EXAMPLE : `did you mean "${guess}"?`;
  throw new EdtfError(`calendar must be one of ${FISCAL_CALENDARS.join(', ')}`, hint, '/calendar');
}

function escaped(key: string): string {
  return key.replaceAll('~', '~0').replaceAll('/', '~1');
}
