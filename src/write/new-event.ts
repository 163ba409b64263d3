import { uuidv7 } from 'uuidv7';
import { encodeEvent } from '../domain/stored-event.js';
import type { PolicyEvent } from '../domain/policy-event.js';
import { canonicalText } from '../event-store/canonical.js';
import type { NewEvent } from '../event-store/event.js';

/** An event to append; its id is ordered by time of creation, but nothing depends on that. */
export function newEvent(
  kind: string,
  schemaVersion: number,
  data: object,
  eventId: string = uuidv7(),
): NewEvent {
  return { eventId, kind, schemaVersion, payload: canonicalText(data) };
}

/** Converts a decided event for the log. */
export function eventToAppend(event: PolicyEvent): NewEvent {
  const { kind, schemaVersion, data } = encodeEvent(event);
  return newEvent(kind, schemaVersion, data, event.eventId);
}
