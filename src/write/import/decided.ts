import { DomainProblem } from '../../domain/problem.js';
import type { Append } from '../../event-store/event.js';
import type { Actor } from '../command-metadata.js';
import { Breath } from '../../jobs/breath.js';
import { decideLine } from './decide-line.js';
import type { ImportLine } from './import-line.js';
import type { KnownKey, View } from './import-log.js';
import { checkInstant } from './instants.js';
import { knownBy } from './needs.js';
import type { Outcomes } from './outcomes.js';
import type { ImportedPolicies } from './policies.js';

/** A line that is to be appended. */
export interface Decided {
  line: ImportLine;
  policyId: string;
  append: Append;
}

/** What a batch of lines comes to; rejects and lines already done are told of. */
export interface DecidedBatch {
  decided: Decided[];
  /** What the log will remember of them. */
  known: KnownKey[];
  /** The instant given by the last line taken before the first of them; null: none gave any. */
  after: string | null;
  /** Where the log has the last of the lines already done; 0: none was. */
  position: number;
}

/** Decides the lines of a file in their order; each sees those before it as if they were appended. */
export class Decider {
  /** The last instant given by a line that was taken. */
  private given: string | null = null;
  private count = 0;
  private beganAt: number | null = null;

  constructor(
    private readonly policies: ImportedPolicies,
    private readonly by: Actor,
    private readonly outcomes: Outcomes,
  ) {}

  /** @param view of the log; the policies of the lines are loaded */
  async decide(lines: readonly ImportLine[], view: View): Promise<DecidedBatch> {
    const batch: DecidedBatch = { decided: [], known: [], after: this.given, position: 0 };
    const { tally } = this.outcomes;
    this.beganAt ??= view.head.position;
    const breath = new Breath();
    for (const line of lines) {
      const pause = breath.take();
      if (pause) await pause;
      try {
        checkInstant(line, this.given, view.now);
        const nextPosition = this.nextPosition();
        const decision = decideLine(line, {
          known: view.known,
          policies: this.policies,
          by: this.by,
          beganAt: this.beganAt,
          nextPosition,
        });
        this.given = line.recordedAt ?? this.given;
        if (decision.outcome === 'alreadyDone') {
          tally[decision.ours ? 'recorded' : 'alreadyDone'] += 1;
          batch.position = Math.max(batch.position, decision.position);
          if (batch.decided.length === 0) batch.after = this.given;
          continue;
        }
        const { policyId, append } = decision;
        batch.decided.push({ line, policyId, append });
        const key = knownBy(line, append);
        if (!key) continue;
        view.known.set(key.key, key);
        batch.known.push(key);
      } catch (error) {
        if (!(error instanceof DomainProblem)) throw error;
        this.outcomes.reject(line.number, error);
      }
    }
    return batch;
  }

  private nextPosition(): number {
    this.count += 1;
    return Number.MAX_SAFE_INTEGER / 2 + this.count;
  }
}
