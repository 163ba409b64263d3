import { uuidv7 } from 'uuidv7';
import type { Append, NewEvent } from '../../src/event-store/event.js';

/** An ordinary event. */
export function anEvent(event: Partial<NewEvent> = {}): NewEvent {
  return { eventId: uuidv7(), kind: 'noted', schemaVersion: 1, payload: '{"text":"防衛装備"}', ...event };
}

/** An append of one such event to the stream, with the given differences. */
export function anAppend(stream: string, append: Partial<Append> = {}): Append {
  return { stream, expected: 'any', events: [anEvent()], actor: 'test', ...append };
}
