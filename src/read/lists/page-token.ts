import { canonicalText } from '../../domain/json.js';
import { toJson } from '../../domain/policy-event.js';
import { DomainProblem } from '../../domain/problem.js';
import type { Check, Members } from './members.js';

/**
 * A cursor holds a page of a list and the basis it is a list of, so that no page shifts while others write. It is not secret
 * and not signed: whatever it says could be asked for by parameters as well.
 */
export function writeToken(page: object): string {
  // Canonical, because a pinned answer holds cursors and must always be the same bytes.
  return Buffer.from(canonicalText(toJson(page)), 'utf8').toString('base64url');
}

/**
 * The page of a cursor, or of the whole path that an answer gave as `next`.
 * @param asked the other parameters of the request: those that differ from the cursor's are refused. One that has a default and
 *   the value of it was not asked for, and the cursor's holds.
 * @param members what the members of a page in this list are; a cursor of another list is refused
 * @throws DomainProblem `invalid-cursor` naming the parameters that differ
 */
export function readToken<Page extends object>(
  cursor: string,
  asked: Partial<Page>,
  members: { readonly [Name in keyof Required<Page>]: Check },
): Page {
  const page = decode(cursor, members);
  const changed = Object.entries(asked).filter(
    ([name, value]) =>
      value !== undefined && value !== DEFAULTS[name] && JSON.stringify(value) !== JSON.stringify(page[name]),
  );
  if (changed.length === 0) return page as Page;
  const names = changed.map(([name]) => name).join(', ');
  throw invalidCursor(
    `The cursor was made with another ${names}; leave it out, or start again without the cursor`,
  );
}

const DEFAULTS: Readonly<Record<string, unknown>> = { uncertain: 'flag', fields: false };

function decode(given: string, members: Members): Record<string, unknown> {
  const text = given.startsWith('/') ? (new URLSearchParams(given.split('?')[1]).get('cursor') ?? '') : given;
  try {
    const page: unknown = JSON.parse(Buffer.from(text, 'base64url').toString('utf8'), withoutNul);
    if (isPage(page, members)) return page;
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw invalidCursor('This cursor belongs to no page of this list; start again without one');
}

const isPage = (value: unknown, members: Members): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(members).every(([name, check]) => check((value as Record<string, unknown>)[name]));

/** No text of PostgreSQL holds a NUL: asked for one, it fails. */
function withoutNul(name: string, value: unknown): unknown {
  for (const text of [name, value])
    if (typeof text === 'string' && text.includes('\0')) throw new SyntaxError('a NUL in a text');
  return value;
}

function invalidCursor(detail: string): DomainProblem {
  return new DomainProblem('invalid-cursor', detail, { errors: [{ parameter: 'cursor', detail }] });
}
