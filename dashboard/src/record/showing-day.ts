import type { Period } from '../api/client.js';
import { today } from '../time/days.js';

type Range = Pick<Period, 'earliest' | 'latest'>;

/** The first day by which one of these has certainly begun, where its change is visible. Without one, today. */
export function showingDay(ranges: readonly (Range | undefined)[]): string {
  const days = ranges.flatMap((range) => range?.latest ?? range?.earliest ?? []);
  return days.sort()[0] ?? today();
}
