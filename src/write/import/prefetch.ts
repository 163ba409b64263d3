import { externalIdOf } from '../../domain/change.js';
import { externalKey } from '../../domain/external-key.js';
import { policyOf } from '../../domain/stream.js';
import type { ImportLine } from './import-line.js';
import type { ImportedPolicies } from './imported-policies.js';
import { nameOfPolicy, namesIn, isRepeatable, keyAfterRetraction, keyOf } from './line-keys.js';
import type { LogPort, LogView } from './import-logs.js';

/**
 * How many lines can be decided together beside other writers: up to the first that refers to one of them, or that rules after
 * a development, because a ruling judges all members of a contest, named or not. Another writer may record the referenced line
 * first, and then its event id differs.
 */
export function untilOwnTarget(lines: readonly ImportLine[]): number {
  const names = new Set<string>();
  let developed = false;
  const end = lines.findIndex(({ change }) => {
    if (change.type === 'rule' && developed) return true;
    if (names.size > 0 && namesIn(change).some(({ name }) => names.has(name))) return true;
    const name = externalIdOf(change);
    if (name !== undefined) names.add(name);
    developed ||= change.type === 'record' || change.type === 'correct';
    return false;
  });
  return end < 0 ? lines.length : end;
}

/** The idempotency keys of the lines, and the keys of the events that determine their policies. */
export function keysNeeded(lines: readonly ImportLine[]): string[] {
  const keys = lines.flatMap((line) => {
    const named = nameOfPolicy(line.change);
    return [
      ...(named ? [externalKey(named.name)] : []),
      ...(line.change.type === 'register' ? [] : [keyOf(line) ?? '']),
    ];
  });
  return [...new Set(keys)];
}

/** The policy of each line; for a target in the same batch, the policy of that line. */
export function policiesNeeded(lines: readonly ImportLine[], { known }: LogView): Set<string> {
  const ids = new Set<string>();
  for (const { change } of lines) {
    const named = nameOfPolicy(change);
    if (!named && 'policyId' in change) ids.add(change.policyId);
    const stream = named && known.get(externalKey(named.name))?.stream;
    if (stream !== undefined) ids.add(policyOf(stream));
  }
  return ids;
}

/** Adds to the view what lines have recorded again after retractions. The policies of the lines must be loaded. */
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
