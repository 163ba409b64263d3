import { isDay } from '../../domain/day.js';
import { readInstant } from '../../domain/instant.js';
import { canonicalText } from '../../domain/json.js';
import { toJson } from '../../domain/policy-event.js';
import { DomainProblem } from '../../domain/problem.js';

/**
 * A cursor holds the place in a list and the basis it is a list of, so that no page shifts while others write. It is not secret
 * and not signed: whatever it says could be asked for by parameters as well.
 */
export function writeCursor(place: object): string {
  // Canonical, because a pinned answer holds cursors and must always be the same bytes.
  return Buffer.from(canonicalText(toJson(place)), 'utf8').toString('base64url');
}

/**
 * Reads a cursor, or the whole path that an answer gave as `next`.
 * @param isPlace whether it is a place in this list; a cursor of another list is refused
 * @throws DomainProblem `invalid-cursor`
 */
export function readCursor<Place>(given: string, isPlace: (value: unknown) => value is Place): Place {
  const text = given.startsWith('/') ? (new URLSearchParams(given.split('?')[1]).get('cursor') ?? '') : given;
  try {
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'), withoutNul);
    if (isPlace(place)) return place;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidCursor('This cursor belongs to no page of this list; start again without one');
}

/** No text of PostgreSQL holds a NUL: asked for one, it fails. */
function withoutNul(name: string, value: unknown): unknown {
  for (const text of [name, value])
    if (typeof text === 'string' && text.includes('\0')) throw new SyntaxError('a NUL in a text');
  return value;
}

/**
 * Whether what a cursor says was known, and public, could have been asked for: it is echoed as it is, and given to the database.
 */
export function isTimed({ position, beyondHead, knownAt, publishedBy }: Record<string, unknown>): boolean {
  return (
    Number.isSafeInteger(position) &&
    Number(position) >= 0 &&
    typeof beyondHead === 'boolean' &&
    (knownAt === undefined || isInstant(knownAt)) &&
    (publishedBy === undefined || (typeof publishedBy === 'string' && isDay(publishedBy)))
  );
}

function isInstant(text: unknown): boolean {
  const reading = readInstant(String(text));
  return 'value' in reading && reading.value === text;
}

/**
 * A cursor stands for the parameters it was made with; they may be repeated, not changed.
 * @throws DomainProblem `invalid-cursor` naming the parameters that differ
 */
export function checkUnchanged(asked: object, made: object): void {
  const before = made as Record<string, unknown>;
  const changed = Object.entries(asked).filter(
    ([name, value]) => value !== undefined && JSON.stringify(value) !== JSON.stringify(before[name]),
  );
  if (changed.length === 0) return;
  const names = changed.map(([name]) => name).join(', ');
  throw invalidCursor(
    `The cursor was made with another ${names}; leave it out, or start again without the cursor`,
  );
}

function invalidCursor(detail: string): DomainProblem {
  return new DomainProblem('invalid-cursor', detail, { errors: [{ parameter: 'cursor', detail }] });
}
