import { externalIdOf, type Change } from '../../domain/change.js';
import { externalKey } from '../../domain/external-key.js';
import { digestOf } from '../../event-store/canonical.js';
import type { IdempotencyKey } from '../../event-store/event.js';
import type { ImportLine } from './import-line.js';

/** The key under which the log remembers a line; undefined for a policy, which it remembers by its stream. */
export function keyOf({ change, ownName, timesSaid }: ImportLine): string | undefined {
  if (change.type === 'register') return undefined;
  const externalId = externalIdOf(change);
  if (externalId !== undefined) return externalKey(externalId);
  return timesSaid === 1 ? firstKey({ ownName }) : `line:${ownName}:${timesSaid}`;
}

/** The key of a line without externalId where the log says it for the first time. */
export const firstKey = ({ ownName }: Pick<ImportLine, 'ownName'>): string => `line:${ownName}`;

/** The key of a line without externalId whose development was retracted, and which is recorded anew. */
export const keyAfterRetraction = (key: string, retracted: string): string => `${key}:after:${retracted}`;

/** Whether the development of a line may be recorded anew. An externalId belongs to one development for ever. */
export const isRepeatable = ({ change, ownName }: ImportLine): boolean =>
  change.type === 'record' && ownName !== '';

/**
 * The digest of the same request over HTTP, so that neither way repeats what the other has recorded.
 * @param aimed the change of the line, with the event id of its target and the policy of a ruling
 */
export function digestOfLine({ body }: ImportLine, aimed: Change): IdempotencyKey['digest'] {
  return digestOf({ [aimed.type]: 'policyId' in aimed ? aimed.policyId : aimed.target, body });
}
