import { isPlainText, isStorable } from './canonical.js';
import type { Append } from './event.js';

/**
 * Checks the form of an append; versions and keys are checked by the log. It runs before the append is batched, because one
 * append that PostgreSQL refuses would make the whole batch be sent again one by one.
 *
 * @throws RangeError that names the mistake
 */
export function checkAppend({
  stream,
  events,
  keys = [],
  expected,
  actor,
  correlationId,
  causationId,
}: Append): void {
  const refuse = (reason: string): never => {
    throw new RangeError(`This append is not valid: ${reason}.`);
  };
  if (stream === '') refuse('the stream has no name');
  if (events.length === 0) refuse('it has no events');
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0))
    refuse('the expected version is not a whole number from 0');
  if (new Set(events.map(({ eventId }) => eventId.toLowerCase())).size < events.length)
    refuse('an event id is repeated');
  if (new Set(keys.map(({ key }) => key)).size < keys.length) refuse('a key is repeated');
  const texts = [
    stream,
    actor,
    correlationId,
    causationId,
    ...keys.map(({ key }) => key),
    ...events.map(({ kind }) => kind),
  ];
  if (texts.some((text) => text !== undefined && !isPlainText(text)))
    refuse('a text holds NUL or a lone surrogate');
  if (events.some(({ payload }) => payload === '' || payload.includes('\n')))
    refuse('a payload is not canonical JSON');
  if (events.some(({ payload }) => !isStorable(payload))) refuse('a payload holds NUL or a lone surrogate');
}
