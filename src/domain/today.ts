import type { Day } from './day.js';

/** The civil day of an instant in a time zone (IANA name). */
export function today(timeZone: string, now: Date): Day {
  // sv-SE writes days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}
