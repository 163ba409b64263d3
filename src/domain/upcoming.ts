import { isBelieved, isContested, type BoundedClaim } from './claim.js';
import { BEGINNING, FOREVER, type Day } from './day.js';
import { boundsText } from './entry-text.js';

/** What the item of a development under `expected` is made from, on the days before it begins. */
export interface Upcoming {
  eventId: string;
  kind: string;
  contested: boolean;
  /** The earliest day of its whole date. */
  day: Day;
  /** The latest day of its whole date; FOREVER: open. */
  latest: Day;
  /** The text of its date: empty if that is `day`; or the date as JSON text, where its first day is open. */
  dateText: string;
}

/** `dateText` of a development; null if it is never to come: it began before every day, or rulings removed what it says. */
export function dateTextOf({ claim, begin }: BoundedClaim): string | null {
  if (begin.earliest === BEGINNING || !isBelieved(claim)) return null;
  const { date } = claim;
  if (date.earliest === null) return JSON.stringify(date);
  return date.text === date.earliest && date.latest === date.earliest ? '' : date.text;
}

/** What is expected, as an item of an answer. */
export interface Expected {
  /** The earliest day of its date, by which items are ordered; BEGINNING, which is before all days also as text: open. */
  earliest: Day;
  /** JSON. */
  text: string;
}

/** The item of a development. */
export function upcomingItem({ eventId, kind, contested, day, latest, dateText }: Upcoming): Expected {
  const isOpen = dateText.startsWith('{');
  const date = isOpen ? dateText : boundsText({ earliest: day, latest }, dateText || day);
  return expectedItem(kind, isOpen ? BEGINNING : day, date, contested, `["${eventId}"]`);
}

/** @param date, because JSON text */
export const expectedItem = (
  name: string,
  earliest: Day,
  date: string,
  contested: boolean,
  because: string,
): Expected => ({
  earliest,
  text: `{"name":${JSON.stringify(name)},"date":${date}${contested ? ',"contested":true' : ''},"because":${because}}`,
});

/** The items of the developments that begin after a day. */
export function* upcomingAfter(day: Day, claims: Iterable<BoundedClaim>): Generator<Expected> {
  for (const bounded of claims) {
    if (bounded.begin.earliest <= day) continue;
    const dateText = dateTextOf(bounded);
    if (dateText === null) continue;
    const { claim } = bounded;
    const { eventId, kind, date } = claim;
    const days = { day: date.earliest ?? BEGINNING, latest: date.latest ?? FOREVER };
    yield upcomingItem({ eventId, kind, contested: isContested(claim), ...days, dateText });
  }
}
