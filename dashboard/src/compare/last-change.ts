import type { HistoryItem } from '../api/client.js';
import { dayNumber, dayText } from '../time/days.js';

/** The day before the last day on which a field changed, `day` included; null: nothing changed until then. */
export function beforeLastChange(history: readonly HistoryItem[], day: string): string | null {
  const changes = history
    .flatMap(({ from, until }) => [from, until])
    .filter((change): change is string => change !== null && change <= day);
  const last = changes.sort().at(-1);
  return last === undefined ? null : daysBefore(last, 1);
}

export const daysBefore = (day: string, count: number): string => dayText(dayNumber(day) - count);
