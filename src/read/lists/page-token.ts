import { canonicalText } from '../../domain/json.js';
import { toJson } from '../../domain/policy-event.js';
import { DomainProblem } from '../../domain/problem.js';
import type { Check, Members } from './members.js';

/**
 * A cursor holds the page of a list and its basis, so that pages do not shift while others write. It is neither secret nor
 * signed: whatever it contains could be requested by parameters as well.
 */
export function writeToken(page: object): string {
  // Canonical, because a pinned answer contains cursors and must always have the same bytes.
  return Buffer.from(canonicalText(toJson(page)), 'utf8').toString('base64url');
}

/**
 * The page token in a cursor, or in the whole path that an answer gave as `next`.
 *
 * @param asked the other parameters of the request: values that differ from the cursor's are refused. A parameter that has its
 *   default value counts as not given, and the cursor's value applies.
 * @param members the checks of this list's page token; a cursor of another list is refused
 * @throws DomainProblem `invalid-cursor` with the parameters that differ
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

/** PostgreSQL's text cannot contain NUL; a query with it would fail. */
function withoutNul(name: string, value: unknown): unknown {
  for (const text of [name, value])
    if (typeof text === 'string' && text.includes('\0')) throw new SyntaxError('a NUL in a text');
  return value;
}

function invalidCursor(detail: string): DomainProblem {
  return new DomainProblem('invalid-cursor', detail, { errors: [{ parameter: 'cursor', detail }] });
}
