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
    const place: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'));
    if (isPlace(place)) return place;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidCursor('This cursor belongs to no page of this list; start again without one');
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
