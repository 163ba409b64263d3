import { decodeEvent } from '../../domain/stored-event.js';
import { PolicyAggregate } from '../../domain/policy-aggregate.js';
import { streamOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { AggregateCache } from '../../event-store/aggregate-cache.js';
import type { LogPort } from './import-logs.js';

/** Most events of all cached aggregates together; a few kB each. */
const REMEMBERED = 10_000;

/** A policy as an import knows it, including what the import is about to append. */
export class ImportedPolicy {
  readonly aggregate: PolicyAggregate;
  /** The position of the registration, and the request that made it; 0 if this import has not appended it yet. */
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

/** The policies of an import: recently used ones are cached, the others are read when a line needs them. */
export class ImportedPolicies {
  private readonly remembered = new AggregateCache<ImportedPolicy>(
    REMEMBERED,
    ({ aggregate }) => aggregate.version,
  );
  /** The policies of the current batch; they must not be evicted while it is decided. */
  private batch = new Map<string, ImportedPolicy>();

  /** Loads these policies, so that `get` finds them. */
  async load(policyIds: Iterable<string>, log: LogPort): Promise<void> {
    const { batch } = this;
    this.batch = new Map();
    const missing: string[] = [];
    for (const id of new Set(policyIds)) {
      // The previous batch has precedence: the log may not have its events yet.
      const policy = batch.get(id) ?? this.remembered.get(id);
      // A policy that was not registered may have been registered by another process since.
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

  /** Drops a policy whose expected events were not appended. */
  forget(policyId: string): void {
    this.batch.delete(policyId);
    this.remembered.forget(policyId);
  }

  /** Drops all, because other writers may have changed them. */
  forgetAll(): void {
    this.batch.clear();
    this.remembered.forgetAll();
  }
}
