import { decodeEvent } from '../domain/decode-event.js';
import { PolicyLedger } from '../domain/policy-ledger.js';
import { DomainProblem } from '../domain/problem.js';
import { streamOf } from '../domain/stream.js';
import type { EventLog } from '../event-store/append.js';
import type { IdempotencyKey, NewEvent, Recorded } from '../event-store/event.js';
import { FoldedStreams } from '../event-store/folded-streams.js';
import type { LogReader } from '../event-store/read.js';
import type { Author, Guards } from './author.js';
import { refusedKey } from './keys.js';
import { OneAtATime } from './one-at-a-time.js';

/** How many events the ledgers in memory may have together; a few kB each. */
const REMEMBERED = 20_000;
/** Another process can win a race for a version this often before the change is given up. */
const ATTEMPTS = 20;

export interface Change extends Author, Guards {
  policyId: string;
  keys: IdempotencyKey[];
  /** Judges the change on what is known of the policy. @throws DomainProblem */
  decide: (ledger: PolicyLedger) => NewEvent;
}

/** Changes of registered policies: load, decide, append; decided again if another process was faster. */
export class PolicyChanges {
  private readonly ledgers = new FoldedStreams<PolicyLedger>(REMEMBERED, ({ version }) => version);
  private readonly queue = new OneAtATime();

  constructor(
    private readonly log: EventLog,
    private readonly reader: LogReader,
  ) {}

  /**
   * @throws DomainProblem `policy-not-known`, `version-mismatch`, `idempotency-key-reused`, `external-id-taken`, and what
   *   `decide` throws
   */
  async make(change: Change): Promise<Recorded> {
    // A repeat gets its first answer, whatever has become of the policy since.
    const repeated = await this.repeated(change.keys);
    return repeated ?? this.queue.run(change.policyId, () => this.attempt(change));
  }

  /** The ledger of a policy, up to date. @throws DomainProblem `policy-not-known` */
  async ledger(policyId: string): Promise<PolicyLedger> {
    const ledger = this.ledgers.get(policyId) ?? new PolicyLedger();
    for (const event of await this.reader.readStream(streamOf(policyId), { afterVersion: ledger.version }))
      // Two callers may have read the same news.
      if (event.version === ledger.version + 1) ledger.apply(decodeEvent(event));
    if (ledger.version === 0)
      throw new DomainProblem('policy-not-known', `No policy ${policyId} is registered`);
    this.ledgers.remember(policyId, ledger);
    return ledger;
  }

  private async attempt({
    policyId,
    keys,
    decide,
    ifVersion,
    actor,
    correlationId,
  }: Change): Promise<Recorded> {
    for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
      const ledger = await this.ledger(policyId);
      if (ifVersion !== undefined && ifVersion !== ledger.version)
        throw versionMismatch(policyId, ifVersion, ledger.version);
      const result = await this.log.append({
        stream: streamOf(policyId),
        expected: ledger.version,
        events: [decide(ledger)],
        keys,
        actor,
        correlationId,
      });
      if (result.outcome === 'refused') throw refusedKey(result.key);
      if (result.outcome !== 'conflict') return result.recorded[0] as Recorded;
    }
    throw new DomainProblem(
      'version-conflict',
      `${policyId} is being changed by others all the time; try again shortly`,
      {
        retryAfter: 1,
      },
    );
  }

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

const versionMismatch = (policyId: string, wanted: number, actual: number) =>
  new DomainProblem(
    'version-mismatch',
    `${policyId} is at version ${actual}, not ${wanted}: read it again before you change it`,
    {
      errors: [{ header: 'If-Match', detail: `give "${actual}" once you have seen what changed` }],
      extra: { actualVersion: actual },
    },
  );
