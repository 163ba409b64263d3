import type { Claim } from './claim.js';
import type { Effect } from './effect.js';
import { FieldNames } from './field-names.js';
import {
  amend,
  type Development,
  type DevelopmentData,
  type PolicyEvent,
  type PolicyHeader,
} from './policy-event.js';
import { DomainProblem } from './problem.js';
import { placeInSequence } from './sequence.js';
import { claimOf, Facts, liveVersion, type Fact } from './supersession.js';

/** What the write side has to know of a policy to judge the next development. Fed with its events in order. */
export class PolicyLedger {
  header: PolicyHeader | null = null;
  version = 0;
  private readonly facts = new Facts();
  private readonly names = new FieldNames();

  apply(event: PolicyEvent): void {
    this.version += 1;
    if (event.type === 'registered') this.header = event.header;
    else if (event.type === 'amended') this.header = this.header && amend(this.header, event.changes);
    else {
      this.facts.add(event.type === 'development' ? withoutContent(event) : event);
      if (event.type === 'development') this.names.add(event.effects);
    }
  }

  /** @throws DomainProblem `field-shape-conflict`, `sequence-contradiction` */
  checkRecord(eventId: string, kind: string, data: DevelopmentData, effects: readonly Effect[]): void {
    this.names.check(effects);
    this.checkSequence(null, eventId, kind, data);
  }

  /** @throws DomainProblem `already-superseded`, `field-shape-conflict`, `sequence-contradiction` */
  checkCorrection(
    target: string,
    eventId: string,
    kind: string,
    data: DevelopmentData,
    effects: readonly Effect[],
  ): void {
    const fact = this.checkTarget(target);
    this.names.check(effects);
    this.checkSequence(fact, eventId, kind, data);
  }

  /**
   * Only the live version of a fact may be aimed at.
   * @throws DomainProblem `development-not-known`, `already-superseded` naming the live version, or that there is none
   */
  checkTarget(target: string): Fact {
    const fact = this.facts.of(target);
    if (!fact) throw new DomainProblem('development-not-known', `This policy has no development ${target}`);
    const live = liveVersion(fact);
    if (live?.eventId === target) return fact;
    const detail = live
      ? `${target} was corrected; aim at the version that stands, ${live.eventId}`
      : `${target} was retracted; record the development anew if it holds after all`;
    throw new DomainProblem('already-superseded', detail, { extra: { live: live?.eventId ?? null } });
  }

  /** The claims with a sequence, as they would stand with this one in place of `replaced`. */
  private checkSequence(replaced: Fact | null, eventId: string, kind: string, data: DevelopmentData): void {
    if (data.sequence === undefined) return;
    const others = this.facts.all().flatMap((fact): Claim[] => {
      const live = fact === replaced ? null : liveVersion(fact);
      return live?.data.sequence === undefined ? [] : [claimOf(fact, live)];
    });
    const result = placeInSequence([
      ...others,
      claimOf(newFact(eventId, kind, data), newVersion(eventId, kind, data)),
    ]);
    if (Array.isArray(result)) return;
    const detail = `sequence ${data.sequence} contradicts the days of this and other developments: give another sequence or date`;
    throw new DomainProblem('sequence-contradiction', detail, {
      errors: [{ pointer: '/sequence', detail }],
      extra: { between: result.contradiction.filter((id) => id !== eventId) },
    });
  }
}

function newVersion(eventId: string, kind: string, data: DevelopmentData): Development {
  const envelope = {
    eventId,
    position: Number.MAX_SAFE_INTEGER,
    recordedAt: '',
    reconstructed: false,
    actor: '',
  };
  return { ...envelope, type: 'development', kind, data, effects: [] };
}

const newFact = (eventId: string, kind: string, data: DevelopmentData): Fact => ({
  versions: [newVersion(eventId, kind, data)],
  retraction: null,
});

/** No judgement asks what a payload or a source says, and the ledgers of thousands of policies are in memory at once. */
function withoutContent(event: Development): Development {
  const { effective, assertion, sequence, corrects } = event.data;
  const data: DevelopmentData = { effective, payload: {}, sources: [], assertion };
  if (sequence !== undefined) data.sequence = sequence;
  if (corrects !== undefined) data.corrects = corrects;
  return { ...event, data, effects: [] };
}
