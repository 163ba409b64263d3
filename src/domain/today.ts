import type { Day } from './day.js';

/** What time it is now. Only "today" and deadlines rest on it: what was known is a matter of the log. */
export type Clock = () => Date;

/** The civil day of an instant in a time zone (IANA name). */
export function today(timeZone: string, now: Date): Day {
  // sv-SE formats days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}
