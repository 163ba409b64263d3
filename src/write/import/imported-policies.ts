import { decodeEvent } from '../../domain/decode-event.js';
import { PolicyAggregate } from '../../domain/policy-aggregate.js';
import { streamOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { AggregateCache } from '../../event-store/aggregate-cache.js';
import type { LogPort } from './log-port.js';

/** Events that the aggregates in memory may have together: a few kB each. */
const REMEMBERED = 10_000;

/** A policy as far as an import knows it, with what it is about to append taken for granted. */
export class ImportedPolicy {
  readonly aggregate: PolicyAggregate;
  /** Where the log has the registration, and by which request; 0 if this import has yet to append it. */
  readonly position: number;
  readonly correlationId: string | null;

  constructor(policyId: string, events: readonly StoredEvent[]) {
    this.aggregate = new PolicyAggregate(policyId);
    for (const event of events) this.aggregate.apply(decodeEvent(event));
    const [first] = events;
    this.position = first?.position ?? 0;
    this.correlationId = first?.correlationId ?? null;
  }
}

/** The policies of an import: in memory those of late, the others read when a line speaks of them. */
export class ImportedPolicies {
  private readonly remembered = new AggregateCache<ImportedPolicy>(
    REMEMBERED,
    ({ aggregate }) => aggregate.version,
  );
  /** Those of the batch in hand; they must not be forgotten while it is decided. */
  private batch = new Map<string, ImportedPolicy>();

  /** Makes these policies ready to be asked for. */
  async load(policyIds: Iterable<string>, log: LogPort): Promise<void> {
    const { batch } = this;
    this.batch = new Map();
    const missing: string[] = [];
    for (const id of new Set(policyIds)) {
      // The batch before comes first: the log may still be taking it, and then only it knows.
      const policy = batch.get(id) ?? this.remembered.get(id);
      // One that is not registered may be by now, by somebody else.
      if (policy?.aggregate.isRegistered) this.batch.set(id, policy);
      else missing.push(id);
    }
    for (const [id, policy] of batch) if (policy.aggregate.isRegistered) this.remembered.remember(id, policy);
    if (missing.length === 0) return;
    const streams = await log.readStreams(missing.map(streamOf));
    for (const id of missing) this.batch.set(id, new ImportedPolicy(id, streams.get(streamOf(id)) ?? []));
  }

  /** @throws Error for a policy that was not loaded */
  get(policyId: string): ImportedPolicy {
    const policy = this.batch.get(policyId);
    if (!policy) throw new Error(`${policyId} was not loaded`);
    return policy;
  }

  /** What was taken for granted of it did not come true. */
  forget(policyId: string): void {
    this.batch.delete(policyId);
    this.remembered.forget(policyId);
  }

  /** Others may have written since. */
  forgetAll(): void {
    this.batch.clear();
    this.remembered.forgetAll();
  }
}
