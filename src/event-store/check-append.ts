import { isPlainText, isStorable } from './canonical.js';
import type { Append } from './event.js';

/**
 * Whether this is an append at all; what remains to be judged, the log judges. Checked before it joins others in a call, because
 * one that PostgreSQL cannot take would cost all of them a second try.
 *
 * @throws RangeError that says what is wrong
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
    throw new RangeError(`This append cannot be taken: ${reason}.`);
  };
  if (stream === '') refuse('the stream has no name');
  if (events.length === 0) refuse('it has no events');
  if (typeof expected === 'number' && !(Number.isSafeInteger(expected) && expected >= 0))
    refuse('the expected version is no count');
  if (new Set(events.map(({ eventId }) => eventId.toLowerCase())).size < events.length)
    refuse('an event id is there twice');
  if (new Set(keys.map(({ key }) => key)).size < keys.length) refuse('a key is there twice');
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
