import type { JsonObject } from '../../domain/json.js';
import { nearest } from '../../domain/nearest.js';
import { DomainProblem, type InputError } from '../../domain/problem.js';
import { pointerOf } from '../../domain/strict-json/json-mistake.js';
import { isRole, type Role, ROLES } from './roles.js';

export const MAX_NOTE = 500;
const FIELDS = ['role', 'note'];

/** Reads `{role, note?}`. @throws DomainProblem `invalid-input` with all mistakes at once */
export function readNewKey(body: JsonObject): { role: Role; note: string } {
  const { role, note = '' } = body;
  const errors: InputError[] = Object.keys(body)
    .filter((name) => !FIELDS.includes(name))
    .map((name) => ({
      pointer: pointerOf([name]),
      detail: 'There is no such field',
      allowed: FIELDS,
      didYouMean: nearest(name, FIELDS),
    }));
  if (!isRole(role)) {
    const didYouMean = typeof role === 'string' ? nearest(role, ROLES) : undefined;
    errors.push({ pointer: '/role', detail: `Give one of: ${ROLES.join(', ')}`, allowed: ROLES, didYouMean });
  }
  if (typeof note !== 'string' || note.length > MAX_NOTE)
    errors.push({ pointer: '/note', detail: `Give a text of at most ${MAX_NOTE} characters` });
  if (isRole(role) && typeof note === 'string' && errors.length === 0) return { role, note };
  throw new DomainProblem('invalid-input', 'The key cannot be made like this', { errors });
}
