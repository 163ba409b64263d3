import type { Day } from './day.js';

/** Gives the current time. Only "today" and deadlines depend on it; knowledge depends on the log. */
export type Clock = () => Date;

/** The civil day of an instant in a time zone (IANA name). */
export function today(timeZone: string, now: Date): Day {
  // sv-SE formats days as ISO 8601 does.
  return new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(now);
}
