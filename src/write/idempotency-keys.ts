import type { ChangeRequest } from '../domain/change.js';
import { externalIdOfKey, externalKey } from '../domain/external-key.js';
import { DomainProblem } from '../domain/problem.js';
import { digestOf } from '../event-store/canonical.js';
import type { IdempotencyKey } from '../event-store/event.js';
import type { CommandMetadata } from './command-metadata.js';

const REQUEST = 'request:';

/**
 * The keys under which the log permanently stores a change: the client's idempotency key (separate for each API key), and the
 * external id, which is unique in the whole log.
 *
 * @param request its digest distinguishes a repetition from another use of the same key
 */
export function keysOf(
  request: ChangeRequest,
  externalId: string | undefined,
  { actor, idempotencyKey }: CommandMetadata,
): IdempotencyKey[] {
  const keys = [
    ...(idempotencyKey === undefined ? [] : [`${REQUEST}${actor}:${idempotencyKey}`]),
    ...(externalId === undefined ? [] : [externalKey(externalId)]),
  ];
  // Most changes have neither, and a digest costs as much as all other checks of the body.
  if (keys.length === 0) return [];
  const digest = digestOf(request);
  return keys.map((key) => ({ key, digest }));
}

/** The problem of a key that was used with other content. */
export function refusedKey(key: string): DomainProblem {
  const externalId = externalIdOfKey(key);
  if (externalId !== undefined) {
    const detail = `externalId ${externalId} belongs to another development; give each its own`;
    return new DomainProblem('external-id-taken', detail, { errors: [{ pointer: '/externalId', detail }] });
  }
  const detail = 'This Idempotency-Key was used with another request; make a new one for each change';
  return new DomainProblem('idempotency-key-reused', detail, {
    errors: [{ header: 'Idempotency-Key', detail }],
  });
}
