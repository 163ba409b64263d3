import { isDay } from './day.js';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const HTTP_DATE =
  /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat), (\d\d) (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) (\d{4}) (\d\d):(\d\d):(\d\d) GMT$/;

/** The second of an instant (RFC 3339 UTC) as an HTTP date (IMF-fixdate: RFC 9110, section 5.6.7); fractions are cut off. */
export function httpDate(instant: string): string {
  const [year, month, day] = [instant.slice(0, 4), Number(instant.slice(5, 7)), instant.slice(8, 10)];
  return `${weekday(instant.slice(0, 10))}, ${day} ${MONTHS[month - 1] ?? ''} ${year} ${instant.slice(11, 19)} GMT`;
}

/**
 * The end of the second that an HTTP date names, RFC 3339 UTC with six decimals, so that events within that second are
 * included.
 * @returns null for any other text, and for a weekday that does not match the date
 */
export function endOfSecond(text: string): string | null {
  const [, name, day = '', month = '', year = '', hour = '', minute = '', second = ''] =
    HTTP_DATE.exec(text) ?? [];
  const date = `${year}-${String(MONTHS.indexOf(month) + 1).padStart(2, '0')}-${day}`;
  if (!isDay(date) || weekday(date) !== name) return null;
  if (hour > '23' || minute > '59' || second > '59') return null;
  return `${date}T${hour}:${minute}:${second}.999999Z`;
}

/** By the month's offset within the year, for the Gregorian calendar (Sakamoto's method). */
function weekday(day: string): string {
  const [month, dayOfMonth] = [Number(day.slice(5, 7)), Number(day.slice(8, 10))];
  const year = Number(day.slice(0, 4)) - (month < 3 ? 1 : 0);
  const leaps = Math.floor(year / 4) - Math.floor(year / 100) + Math.floor(year / 400);
  return DAYS[(year + leaps + (OFFSETS[month - 1] ?? 0) + dayOfMonth) % DAYS.length] ?? '';
}
const OFFSETS = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
