import { dayNumber, dayText } from '../time/days.js';
import { effectiveStops, type Stop } from '../time/stops.js';

const BARS = 12;

/** Days evenly spread from the first development to the last (or the chosen day, if that is later). */
export function chartDays(stops: readonly Stop[], chosen: string): string[] {
  const days = effectiveStops(stops.filter(({ effective }) => effective?.earliest !== null));
  const first = days[0];
  if (first === undefined) return [];
  const last = [chosen, ...days.filter((day) => day <= horizon(chosen))].sort().at(-1) ?? chosen;
  const from = dayNumber(first);
  const span = Math.max(BARS - 1, dayNumber(last) - from);
  return Array.from({ length: BARS }, (_, i) => dayText(from + Math.round((span * i) / (BARS - 1))));
}

/** A development planned for 2070 must not squeeze the present into one bar. */
const horizon = (day: string): string => dayText(dayNumber(day) + 366);
