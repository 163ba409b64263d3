import { externalIdOf } from '../../domain/change.js';
import { externalKey } from '../../domain/external-key.js';
import { digestOf } from '../../event-store/canonical.js';
import type { IdempotencyKey } from '../../event-store/event.js';
import type { ImportLine } from './import-line.js';

/** The name under which the log is to remember a line; policies are remembered by their streams. */
export function keyOf({ change, ownName }: ImportLine): string | undefined {
  if (change.type === 'register') return undefined;
  const externalId = externalIdOf(change);
  return externalId === undefined ? `line:${ownName}` : externalKey(externalId);
}

/**
 * The same with its digest, which is that of the same request over HTTP, so that neither way repeats what the other has recorded.
 * @param target the event id of the development that the line aims at; null: none
 */
export function keyOfChange(line: ImportLine, target: string | null): IdempotencyKey {
  const { change, body } = line;
  const about = 'policyId' in change ? change.policyId : target;
  return { key: keyOf(line) ?? '', digest: digestOf({ [change.type]: about, body }) };
}
