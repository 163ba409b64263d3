import { uuidv7 } from 'uuidv7';
import type { Append, NewEvent } from '../../src/event-store/event.js';

/** An event with nothing special about it. */
export function anEvent(event: Partial<NewEvent> = {}): NewEvent {
  return { eventId: uuidv7(), kind: 'noted', schemaVersion: 1, payload: '{"text":"防衛装備"}', ...event };
}

/** An append of one such event, unless said otherwise, to the stream. */
export function anAppend(stream: string, append: Partial<Append> = {}): Append {
  return { stream, expected: 'any', events: [anEvent()], actor: 'test', ...append };
}
