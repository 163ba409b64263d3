import { uuidv7 } from 'uuidv7';
import { canonicalText } from '../event-store/canonical.js';
import type { NewEvent } from '../event-store/event.js';

/** Schema version of the events that are not developments: registrations, amendments, retractions. */
export const PLAIN_SCHEMA = 1;

/** An event to append; its id orders by time of making, which nothing relies on. */
export function newEvent(
  kind: string,
  schemaVersion: number,
  data: object,
  eventId: string = uuidv7(),
): NewEvent {
  return { eventId, kind, schemaVersion, payload: canonicalText(data) };
}
