/** Days as numbers, for drawing and stepping only: sent and shown days stay text. */
const MS = 86_400_000;

/** Days since 1970-01-01 of a day `YYYY-MM-DD`. */
export function dayNumber(day: string): number {
  const [year = 1, month = 1, date = 1] = day.split('-').map(Number);
  // setUTCFullYear, because Date.UTC reads years below 100 as 19xx.
  return new Date(0).setUTCFullYear(year, month - 1, date) / MS;
}

/** The day with this number, rounded down. */
export function dayText(number: number): string {
  const date = new Date(Math.floor(number) * MS);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  return `${year}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
}

/** Today in the reader's time zone; the service decides what "today" is for a policy. */
export function today(): string {
  const now = new Date();
  return `${String(now.getFullYear())}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

const two = (number: number): string => String(number).padStart(2, '0');
