import { uuidv7 } from 'uuidv7';
import { UUID } from '../database/column-text.js';
import { externalIdOf, readChange, type Change, type ChangeRequest } from '../domain/change.js';
import { warningsOf, type Warning } from '../domain/claims/warnings.js';
import { decide, type DecisionContext } from '../domain/decide.js';
import { decodeEvent } from '../domain/stored-event.js';
import { PolicyAggregate } from '../domain/policy-aggregate.js';
import { REDACTION, type PolicyEvent, RETRACTED, RULED } from '../domain/policy-event.js';
import { DomainProblem } from '../domain/problem.js';
import { streamOf, policyOf } from '../domain/stream.js';
import type { IdempotencyKey, Recorded } from '../event-store/event.js';
import { AggregateCache } from '../event-store/aggregate-cache.js';
import { kindNamed } from '../domain/kinds/index.js';
import type { CommandMetadata } from './command-metadata.js';
import { keysOf, refusedKey } from './idempotency-keys.js';
import { eventToAppend } from './new-event.js';
import type { LogAppender, PolicyLogReader } from './policy-log.js';

/** Most events of all cached aggregates together; a few kB each. */
const REMEMBERED = 20_000;
/** Most version conflicts with other processes before the change fails. */
const ATTEMPTS = 20;

/** The event of a change, and its policy. */
interface Decision {
  policyId: string;
  event: PolicyEvent;
  warnings: Warning[];
}

/** Where a change was written, and its warnings; the member is missing if there are none. */
export type Written = Recorded & { warnings?: Warning[] };

/** Writes changes of policies: load the aggregate, decide, append; decide again if another process was faster. */
export class PolicyWriter {
  private readonly aggregates = new AggregateCache<PolicyAggregate>(REMEMBERED, ({ version }) => version);
  private readonly queue = new OneAtATime();

  constructor(
    private readonly log: LogAppender,
    private readonly reader: PolicyLogReader,
  ) {}

  /**
   * Writes a change once: a repetition with the same keys gets the answer of the first request.
   * @throws DomainProblem `invalid-input`, `idempotency-key-reused`, `external-id-taken`, `version-conflict`, and what `decide`
   *   throws
   */
  async write(request: ChangeRequest, metadata: CommandMetadata): Promise<Written> {
    const change = readChange(request);
    const keys = keysOf(request, externalIdOf(change), metadata);
    const policyId = await this.policyOf(change);
    return this.queue.run(policyId, () => this.attempt(policyId, change, keys, metadata));
  }

  /** Decides a change and writes nothing. @throws like `write`, except for the keys, which are not looked up */
  async decide(request: ChangeRequest, metadata: CommandMetadata): Promise<Decision> {
    const change = readChange(request);
    const policyId = await this.policyOf(change);
    const policy = await this.aggregate(policyId);
    const event = decide(change, policy, contextOf(metadata));
    return { policyId, event, warnings: warnings(policy, event) };
  }

  private async attempt(
    policyId: string,
    change: Change,
    keys: readonly IdempotencyKey[],
    metadata: CommandMetadata,
  ): Promise<Written> {
    const remembered = this.aggregates.get(policyId);
    const early = remembered && (await this.tryOn(remembered, change, keys, metadata));
    if (early) return early;
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const policy = await this.aggregate(policyId);
      // After the aggregate: a repetition that another process records in between is then found, and not decided on a policy
      // that already includes it.
      const repeated = await this.repeated(keys);
      if (repeated) return this.asAnsweredFirst(policyId, repeated);
      const written = await this.append(policy, decide(change, policy, contextOf(metadata)), keys, metadata);
      if (written) return written;
    }
    const detail = `${policyId} is being changed by others all the time; try again shortly`;
    throw new DomainProblem('version-conflict', detail, { retryAfter: 1 });
  }

  /**
   * Decides on the aggregate as it is remembered, without asking the log first: the version that the log then expects proves that
   * nothing was missing. @returns null if something was, or if the change is refused, because either may be due to what is missing
   */
  private async tryOn(
    policy: PolicyAggregate,
    change: Change,
    keys: readonly IdempotencyKey[],
    metadata: CommandMetadata,
  ): Promise<Written | null> {
    let event: PolicyEvent;
    try {
      event = decide(change, policy, contextOf(metadata));
    } catch (error) {
      if (error instanceof DomainProblem) return null;
      throw error;
    }
    return this.append(policy, event, keys, metadata);
  }

  /** @returns null if the policy has another version by now */
  private async append(
    policy: PolicyAggregate,
    event: PolicyEvent,
    keys: readonly IdempotencyKey[],
    { actor, correlationId }: CommandMetadata,
  ): Promise<Written | null> {
    const { policyId, version } = policy;
    const stream = streamOf(policyId);
    const appended = eventToAppend(event);
    const expected = version === 0 ? 'noStream' : version;
    const result = await this.log.append({
      stream,
      expected,
      events: [appended],
      keys,
      actor,
      correlationId,
    });
    if (result.outcome === 'conflict') return null;
    if (result.outcome === 'refused') throw refusedKey(result.key);
    const recorded = result.recorded[0] as Recorded;
    if (result.outcome === 'alreadyDone') return this.asAnsweredFirst(policyId, recorded);
    const answer = written(recorded, warnings(policy, event));
    // A dry run may have read and applied it meanwhile.
    if (policy.version === version) {
      const { position, recordedAt } = recorded;
      policy.apply({ ...event, position, recordedAt });
      this.aggregates.remember(policyId, policy);
    }
    return answer;
  }

  /** The current aggregate of a policy; version 0 if the policy is not registered. */
  private async aggregate(policyId: string): Promise<PolicyAggregate> {
    let policy = this.aggregates.get(policyId) ?? new PolicyAggregate(policyId);
    let events = await this.reader.readStream(streamOf(policyId), { afterVersion: policy.version });
    if (policy.version > 0 && events.some(({ kind }) => kind === REDACTION)) {
      // What was folded before still holds the erased content.
      policy = new PolicyAggregate(policyId);
      events = await this.reader.readStream(streamOf(policyId));
    }
    for (const event of events)
      // Two concurrent callers may have read the same events.
      if (event.version === policy.version + 1) policy.apply(decodeEvent(event));
    if (policy.version > 0) this.aggregates.remember(policyId, policy);
    return policy;
  }

  /** The answer to a repetition, byte for byte that of the first: its warnings are computed on the policy before the change. */
  private async asAnsweredFirst(policyId: string, recorded: Recorded): Promise<Written> {
    const events = await this.reader.readStream(streamOf(policyId), { upToPosition: recorded.position });
    const policy = new PolicyAggregate(policyId);
    for (const event of events.slice(0, -1)) policy.apply(decodeEvent(event));
    const own = events.at(-1);
    return written(recorded, own ? warnings(policy, decodeEvent(own)) : []);
  }

  private async policyOf(change: Change): Promise<string> {
    return 'policyId' in change ? change.policyId : policyOfTarget(this.reader, change.target);
  }

  /** What was recorded with one of the keys: it remains the answer, even if the policy has changed since. */
  private async repeated(keys: readonly IdempotencyKey[]): Promise<Recorded | null> {
    for (const { key, digest } of keys) {
      const used = await this.reader.recordedUnder(key);
      if (used === null) continue;
      if (used.digest !== digest) throw refusedKey(key);
      return used.recorded[0] ?? null;
    }
    return null;
  }
}

const warnings = (policy: PolicyAggregate, event: PolicyEvent): Warning[] =>
  event.type === 'development' ? warningsOf(policy, event) : [];

const written = (recorded: Recorded, found: Warning[]): Written =>
  found.length > 0 ? { ...recorded, warnings: found } : recorded;

const contextOf = ({ actor, ifVersion }: CommandMetadata): DecisionContext => ({
  eventId: uuidv7(),
  actor,
  position: Number.MAX_SAFE_INTEGER,
  recordedAt: '',
  ifVersion,
});

/**
 * Runs tasks with the same key one after the other, and tasks with different keys concurrently. Without it, concurrent changes
 * of one policy would all be decided on the same version, and all but one would have to be decided again.
 */
class OneAtATime {
  private readonly tails = new Map<string, Promise<unknown>>();

  run<T>(key: string, task: () => Promise<T>): Promise<T> {
    const before = this.tails.get(key) ?? Promise.resolve();
    const result = before.then(task, task);
    const tail = result.catch(() => undefined); // the caller handles its failure, not the next task
    this.tails.set(key, tail);
    void tail.then(() => {
      if (this.tails.get(key) === tail) this.tails.delete(key);
    });
    return result;
  }
}

/**
 * The policy of the target of a correction or retraction.
 * @throws DomainProblem `development-not-known`; `retraction-is-final` if the target is a retraction
 */
async function policyOfTarget(reader: Pick<PolicyLogReader, 'byEventId'>, eventId: string): Promise<string> {
  const event = UUID.test(eventId) ? await reader.byEventId(eventId) : null;
  if (event?.kind === RETRACTED) {
    const detail =
      'A retraction can be neither corrected nor retracted; record the development anew if it holds after all';
    throw new DomainProblem('retraction-is-final', detail);
  }
  if (!event || (!kindNamed(event.kind) && event.kind !== RULED))
    throw new DomainProblem('development-not-known', `There is no development ${eventId}`);
  return policyOf(event.stream);
}
