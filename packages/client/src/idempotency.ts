import type { IdempotentPath } from './operation-types.js';

/** The compiler compares it with the schema. */
const IDEMPOTENT: Readonly<Record<IdempotentPath, true>> = {
  '/v1/policies': true,
  '/v1/policies/{id}/amendment': true,
  '/v1/policies/{id}/developments': true,
  '/v1/policies/{id}/rulings': true,
  '/v1/developments/{eventId}/correction': true,
  '/v1/developments/{eventId}/retraction': true,
};

/** Whether the service makes a change of this path once, however often it gets it with the same key. */
export const isIdempotent = (method: string, path: string): boolean =>
  method === 'POST' && Object.hasOwn(IDEMPOTENT, path);

/** `crypto.randomUUID` is missing on pages served over plain HTTP from another machine. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
