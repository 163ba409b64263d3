import { externalIdOf } from '../../domain/change.js';
import { externalKey } from '../../domain/external-key.js';
import { policyOf } from '../../domain/stream.js';
import type { Append } from '../../event-store/event.js';
import type { ImportLine } from './import-line.js';
import type { KnownKey, View } from './import-log.js';
import { keyOf } from './line-keys.js';

/**
 * How many lines can be decided together while others write: up to the first that aims at one of them. Somebody else may be faster
 * with that one, and then its event id is another.
 */
export function untilOwnTarget(lines: readonly ImportLine[]): number {
  const names = new Set<string>();
  const end = lines.findIndex(({ change }) => {
    if ('target' in change && names.has(change.target)) return true;
    const name = externalIdOf(change);
    if (name !== undefined) names.add(name);
    return false;
  });
  return end < 0 ? lines.length : end;
}

/** The idempotency keys of the lines themselves, and of what they aim at. */
export function keysNeeded(lines: readonly ImportLine[]): string[] {
  const keys = lines.flatMap((line) => [
    ...('target' in line.change ? [externalKey(line.change.target)] : []),
    ...(line.change.type === 'register' ? [] : [keyOf(line) ?? '']),
  ]);
  return [...new Set(keys)];
}

/** Of each line its policy; that of a target recorded by a line of the same batch is the policy of that line. */
export function policiesNeeded(lines: readonly ImportLine[], { known }: View): Set<string> {
  const ids = new Set<string>();
  for (const { change } of lines) {
    if ('policyId' in change) ids.add(change.policyId);
    else {
      const stream = known.get(externalKey(change.target))?.stream;
      if (stream !== undefined) ids.add(policyOf(stream));
    }
  }
  return ids;
}

/** What the log will remember of a line that is to be appended. */
export function knownBy(line: ImportLine, { keys, stream, events }: Append): KnownKey | undefined {
  const [given] = keys ?? [];
  const [event] = events;
  if (!given || !event) return undefined;
  const { key, digest } = given;
  return { key, digest, eventId: line.eventId, stream, kind: event.kind, position: 0, correlationId: null };
}
