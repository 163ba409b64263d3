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

/** JSON text of the item. */
export function upcomingItem({ eventId, kind, contested, day, latest, dateText }: Upcoming): string {
  const date = dateText.startsWith('{') ? dateText : boundsText({ earliest: day, latest }, dateText || day);
  return `{"name":${JSON.stringify(kind)},"date":${date}${contested ? ',"contested":true' : ''},"because":["${eventId}"]}`;
}

/** The items of the developments that begin after a day. */
export function* upcomingAfter(day: Day, claims: Iterable<BoundedClaim>): Generator<string> {
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
