import { dayAfter, dayBefore, isDay } from './day.js';

/** The instant, or the mistake in its text. */
export type InstantReading = { value: string } | { mistake: { detail: string } };

const INSTANT = /^(\d{4}-\d{2}-\d{2})[Tt](\d{2}):(\d{2}):(\d{2})(?:\.(\d+))?(?:[Zz]|([+-])(\d{2}):(\d{2}))$/;
const MINUTES_PER_DAY = 1440;
const EXAMPLE = '2024-07-31T23:59:59Z';

/**
 * Reads an instant (RFC 3339: `Z` or an offset, 0 to 6 decimals, upper or lower case) as UTC text with six decimals, which
 * sorts by time. `Date` (milliseconds) is not used, so microseconds are kept. A leap second (:60) is refused, because
 * PostgreSQL would store the next minute. Years 0001 to 9999, also after the conversion to UTC.
 */
export function readInstant(text: string): InstantReading {
  const parts = INSTANT.exec(text);
  if (!parts) return mistake(whyNot(text));
  const [, day = '', hour = '', minute = '', second = '', decimals = '', sign, offsetHour, offsetMinute] =
    parts;
  if (!isDay(day)) return mistake(`There is no day ${day}`);
  if (second === '60') return mistake('Leap seconds are not known here; give second 59');
  if (hour > '23' || minute > '59' || second > '59') return mistake('There is no such time of day');
  if (decimals.length > 6) return mistake('Give at most six decimals: microseconds');
  const offset = offsetOf(sign, offsetHour, offsetMinute);
  if (offset === null) return mistake('There is no such offset');
  const minutes = Number(hour) * 60 + Number(minute) - offset;
  const utcDay = minutes < 0 ? dayBefore(day) : minutes >= MINUTES_PER_DAY ? dayAfter(day) : day;
  if (!isDay(utcDay)) return mistake('In UTC this lies outside the years 0001 to 9999');
  const ofDay = (minutes + MINUTES_PER_DAY) % MINUTES_PER_DAY;
  const time = `${two(Math.floor(ofDay / 60))}:${two(ofDay % 60)}:${second}.${decimals.padEnd(6, '0')}`;
  return { value: `${utcDay}T${time}Z` };
}

/** In minutes east of UTC; null if there is no such offset. */
function offsetOf(sign: string | undefined, hour = '', minute = ''): number | null {
  if (sign === undefined) return 0;
  if (hour > '23' || minute > '59') return null;
  return (sign === '-' ? -1 : 1) * (Number(hour) * 60 + Number(minute));
}

const mistake = (detail: string): InstantReading => ({ mistake: { detail } });

function whyNot(text: string): string {
  if (isDay(text)) return `A day is not an instant; give for example ${text}T23:59:59Z`;
  if (/ \d{2}:\d{2}$/.test(text) && INSTANT.test(text.replace(/ (\d{2}:\d{2})$/, '+$1')))
    return 'A + in a URL means a space; write it as %2B';
  if (INSTANT.test(`${text}Z`))
    return `Without Z or an offset it is not known which instant; give for example ${text}Z`;
  return `Give an instant as in RFC 3339, for example ${EXAMPLE}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
