import { parseCronItem, type TimestampDigest } from 'graphile-worker';
import { DomainProblem } from '../../domain/problem.js';
import { EXPORT_TASK } from './export-task.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** 29 February comes every four years, but after eight around most centuries. */
const DAYS_AHEAD = 8 * 366;

/** Whether a cron expression of five fields matches a minute. @throws DomainProblem `invalid-input` */
export function matcherOf(cron: string): (digest: TimestampDigest) => boolean {
  try {
    return parseCronItem({ task: EXPORT_TASK, match: cron }).match;
  } catch (error) {
    const detail = `must be five fields, for example "0 6 * * 1" (Mondays at 6, UTC): ${(error as Error).message}`;
    throw new DomainProblem('invalid-input', detail, { errors: [{ pointer: '/cron', detail }] });
  }
}

/** Whether the text is a cron expression of five fields. */
export function isCron(text: string): boolean {
  try {
    matcherOf(text);
    return true;
  } catch {
    return false;
  }
}

/** A minute in UTC in the form that cron expressions match. */
export const digestOf = (minute: Date): TimestampDigest => ({
  min: minute.getUTCMinutes(),
  hour: minute.getUTCHours(),
  date: minute.getUTCDate(),
  month: minute.getUTCMonth() + 1,
  dow: minute.getUTCDay(),
});

/**
 * The first matching minute after `now`, RFC 3339 UTC; null if there is none within eight years (30 February). It looks for the
 * day first, by the last three fields: minute by minute, a year would take tens of milliseconds.
 * @throws DomainProblem `invalid-input`
 */
export function nextRun(cron: string, now: Date): string | null {
  const matches = matcherOf(cron);
  const isDay = matcherOf(`* * ${cron.trim().split(/\s+/).slice(2).join(' ')}`);
  const first = Math.floor(now.getTime() / MINUTE) * MINUTE + MINUTE;
  const today = Math.floor(first / DAY) * DAY;
  for (let day = today; day < today + DAYS_AHEAD * DAY; day += DAY) {
    if (!isDay(digestOf(new Date(day)))) continue;
    for (let minute = Math.max(day, first); minute < day + DAY; minute += MINUTE) {
      const at = new Date(minute);
      if (matches(digestOf(at))) return `${at.toISOString().slice(0, 16)}:00Z`;
    }
  }
  return null;
}
