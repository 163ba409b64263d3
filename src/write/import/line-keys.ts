import { externalKey } from '../../domain/external-key.js';
import { digestOf } from '../../event-store/canonical.js';
import type { IdempotencyKey } from '../../event-store/event.js';
import { externalIdOfLine, type ImportLine, type PolicyLine } from './import-line.js';

/** The name under which the log is to remember a line; policies are remembered by their streams. */
export function keyOf(line: ImportLine): string | undefined {
  if (line.type === 'policy') return undefined;
  const externalId = externalIdOfLine(line);
  return externalId === undefined ? `line:${line.ownName}` : externalKey(externalId);
}

/**
 * The same with its digest, which is that of the same request over HTTP, so that neither way repeats what the other has recorded.
 * @param target the event id of the development that the line aims at; null: none
 */
export function keyOfChange(line: Exclude<ImportLine, PolicyLine>, target: string | null): IdempotencyKey {
  const { body } = line;
  const content =
    line.type === 'record'
      ? { record: line.policyId, body }
      : line.type === 'correct'
        ? { correct: target, body }
        : { retract: target, body };
  return { key: keyOf(line) ?? '', digest: digestOf(content) };
}
