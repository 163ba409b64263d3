import { externalIdOf } from '../../domain/change.js';
import { externalKey } from '../../domain/external-key.js';
import { policyOf } from '../../domain/stream.js';
import type { ImportLine } from './import-line.js';
import type { ImportedPolicies } from './imported-policies.js';
import { isRepeatable, keyAfterRetraction, keyOf } from './line-keys.js';
import type { LogPort, LogView } from './log-port.js';

/**
 * How many lines can be decided together while others write: up to the first that corrects or retracts one of them. Somebody else
 * may be faster with that one, and then its event id is another.
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

/** The idempotency keys of the lines themselves, and of what they correct or retract. */
export function keysNeeded(lines: readonly ImportLine[]): string[] {
  const keys = lines.flatMap((line) => [
    ...('target' in line.change ? [externalKey(line.change.target)] : []),
    ...(line.change.type === 'register' ? [] : [keyOf(line) ?? '']),
  ]);
  return [...new Set(keys)];
}

/** Of each line its policy; that of a target recorded by a line of the same batch is the policy of that line. */
export function policiesNeeded(lines: readonly ImportLine[], { known }: LogView): Set<string> {
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

/** Adds to the view what lines have recorded anew after retractions. The policies of the lines are loaded. */
export async function lookAfterRetractions(
  lines: readonly ImportLine[],
  { known }: LogView,
  policies: ImportedPolicies,
  log: LogPort,
): Promise<void> {
  let keys = lines.filter(isRepeatable).map((line) => keyOf(line) ?? '');
  for (;;) {
    keys = keys.flatMap((key) => {
      const record = known.get(key);
      if (!record) return [];
      const { aggregate } = policies.get(policyOf(record.stream));
      return aggregate.isRetracted(record.eventId) ? [keyAfterRetraction(key, record.eventId)] : [];
    });
    if (keys.length === 0) return;
    const later = await log.look(keys.filter((key) => !known.has(key)));
    for (const [key, record] of later.known) known.set(key, record);
  }
}
