import { externalIdOf, externalKey } from '../domain/external-key.js';
import type { Json } from '../domain/json.js';
import { DomainProblem } from '../domain/problem.js';
import { digestOf } from '../event-store/canonical.js';
import type { IdempotencyKey } from '../event-store/event.js';
import type { Author, Guards } from './author.js';

const REQUEST = 'request:';

/**
 * The names under which a change is remembered for ever: the client's idempotency key (each API key has its own), and the
 * external id, which belongs to the whole log.
 * @param content what the request said, so that a repeat can be told from another use of the same name
 */
export function keysOf(
  { actor, idempotencyKey }: Author & Guards,
  content: Json,
  externalId?: string,
): IdempotencyKey[] {
  const digest = digestOf(content);
  return [
    ...(idempotencyKey === undefined ? [] : [{ key: `${REQUEST}${actor}:${idempotencyKey}`, digest }]),
    ...(externalId === undefined ? [] : [{ key: externalKey(externalId), digest }]),
  ];
}

/** The problem of a key that was used with other content. */
export function refusedKey(key: string): DomainProblem {
  const externalId = externalIdOf(key);
  if (externalId !== undefined) {
    const detail = `externalId ${externalId} belongs to another development; give each its own`;
    return new DomainProblem('external-id-taken', detail, { errors: [{ pointer: '/externalId', detail }] });
  }
  const detail = 'This Idempotency-Key was used with another request; make a new one for each change';
  return new DomainProblem('idempotency-key-reused', detail, {
    errors: [{ header: 'Idempotency-Key', detail }],
  });
}
