import type { Claim } from './claim.js';
import { Rulings } from './claims/rulings.js';
import { FieldNames } from './field-names.js';
import { canonicalText } from './json.js';
import {
  toJson,
  type Development,
  type PolicyEvent,
  type PolicyHeader,
  type Ruling,
} from './policy-event.js';
import { DomainProblem } from './problem.js';
import { constrains, boundsInSequence } from './sequence.js';
import { standings } from './claims/standings.js';
import {
  claimOf,
  DevelopmentHistories,
  liveVersion,
  type DevelopmentHistory,
} from './development-history.js';
import type { Effect } from './effect.js';

/** The state of a policy that the write side needs for the next decision. Apply its events in order. */
export class PolicyAggregate {
  version = 0;
  private registration: PolicyHeader | null = null;
  readonly histories = new DevelopmentHistories();
  readonly sameDay = new SameDay();
  private readonly rulings = new Rulings();
  /** Event ids by externalId. */
  private readonly named = new Map<string, string>();
  private readonly names = new FieldNames();

  constructor(readonly policyId: string) {}

  apply(event: PolicyEvent): void {
    this.version += 1;
    if (event.type === 'registered') this.registration = event.header;
    else if (event.type === 'ruling') {
      this.rulings.add(event);
      this.name(event);
    } else if (event.type === 'retraction') {
      if (!this.rulings.retract(event)) this.histories.add(event);
    } else if (event.type === 'development') {
      const version = withoutContent(event);
      this.sameDay.add(version, this.histories.add(version));
      this.names.add(event.effects);
      this.name(event);
    }
  }

  private name({ eventId, data: { externalId } }: Development | Ruling): void {
    if (externalId !== undefined) this.named.set(externalId, eventId);
  }

  /** The event id of a development or ruling of this policy, from its event id or externalId. */
  resolve(reference: string): string | undefined {
    return this.histories.of(reference) || this.isRuling(reference) ? reference : this.named.get(reference);
  }

  isRuling(eventId: string): boolean {
    return this.rulings.of(eventId) !== undefined;
  }

  /** Whether a ruling took one of these fields from a development, or rejected it: it fights for them no more. */
  hasLost(eventId: string, fields: readonly string[]): boolean {
    const history = this.histories.of(eventId);
    const standing = history && standings(this.histories, this.rulings, () => true).get(history);
    if (!standing) return false;
    return standing.rejectedBy !== null || fields.every((field) => standing.ruledOut.has(field));
  }

  get isRegistered(): boolean {
    return this.registration !== null;
  }

  /** Whether it was registered with this header; amendments do not count. */
  isRegisteredAs(header: PolicyHeader): boolean {
    return this.registration !== null && textOf(this.registration) === textOf(header);
  }

  /** Whether a development was retracted, under this version or a later one. */
  isRetracted(eventId: string): boolean {
    return this.histories.of(eventId)?.retraction != null;
  }

  /** @throws DomainProblem `policy-already-registered` */
  checkUnregistered(): void {
    if (!this.isRegistered) return;
    const detail = `${this.policyId} is registered already; record developments of it, or amend it`;
    throw new DomainProblem('policy-already-registered', detail, { errors: [{ pointer: '/id', detail }] });
  }

  /**
   * @param expected the version that the client has seen; undefined: any
   * @throws DomainProblem `policy-not-known`, `version-mismatch`
   */
  checkVersion(expected: number | undefined): void {
    const { policyId, version } = this;
    if (version === 0) throw new DomainProblem('policy-not-known', `No policy ${policyId} is registered`);
    if (expected === undefined || expected === version) return;
    throw new DomainProblem(
      'version-mismatch',
      `${policyId} is at version ${version}, not ${expected}: read it again before you change it`,
      {
        errors: [{ header: 'If-Match', detail: `give "${version}" once you have seen what changed` }],
        extra: { actualVersion: version },
      },
    );
  }

  /**
   * Checks whether a development, which may correct another one, is consistent with the others.
   * @throws DomainProblem `field-shape-conflict`, `sequence-contradiction`; for a correction, what `checkTarget` throws
   */
  checkDevelopment(development: Development): void {
    const { corrects } = development.data;
    const replaced = corrects === undefined ? null : this.checkTarget(corrects);
    this.names.check(development.effects);
    this.checkSequence(replaced, development);
  }

  /**
   * A ruling can be retracted once, but not corrected.
   * @throws DomainProblem `ruling-not-correctable`, `already-superseded`
   */
  checkRulingTarget(eventId: string, change: 'correct' | 'retract'): void {
    if (change === 'correct') {
      const detail = `${eventId} is a ruling; rule anew, or retract it`;
      throw new DomainProblem('ruling-not-correctable', detail);
    }
    if (!this.rulings.of(eventId)?.retraction) return;
    throw new DomainProblem('already-superseded', `${eventId} was withdrawn already; rule anew`, {
      extra: { live: null },
    });
  }

  /**
   * Only the live version of a development may be corrected, retracted, contradicted or ruled on.
   * @param pointer where the body names it; default: the path names it
   * @throws DomainProblem `development-not-known`, `already-superseded` with the live version, or that there is none
   */
  checkTarget(target: string, pointer?: string): DevelopmentHistory {
    const history = this.histories.of(target);
    if (!history)
      throw new DomainProblem('development-not-known', `This policy has no development ${target}`);
    const live = liveVersion(history);
    if (live?.eventId === target) return history;
    const detail = live
      ? `${target} was corrected; aim at the version that stands, ${live.eventId}`
      : `${target} was retracted; record the development anew if it holds after all`;
    throw new DomainProblem('already-superseded', detail, {
      ...(pointer !== undefined && { errors: [{ pointer, detail }] }),
      extra: { live: live?.eventId ?? null },
    });
  }

  /** Checks the claims that bound others by their sequence, with this development in place of `replaced`. */
  private checkSequence(replaced: DevelopmentHistory | null, development: Development): void {
    const { eventId, data } = development;
    if (data.sequence === undefined || data.contradicts?.length) return;
    const standing = standings(this.histories, this.rulings, () => true);
    const others = this.histories.all().flatMap((history): Claim[] => {
      const live = history === replaced ? null : liveVersion(history);
      if (live?.data.sequence === undefined || standing.get(history)?.rejectedBy) return [];
      return [claimOf(history, live, standing.get(history))];
    });
    const own = claimOf(
      { versions: [development], retraction: null },
      development,
      replaced ? standing.get(replaced) : undefined,
    );
    if (!constrains(own)) return;
    const result = boundsInSequence([...others.filter(constrains), own]);
    if (Array.isArray(result)) return;
    const detail = `sequence ${data.sequence} contradicts the days of this and other developments: give another sequence or date`;
    throw new DomainProblem('sequence-contradiction', detail, {
      errors: [{ pointer: '/sequence', detail }],
      extra: { between: result.contradiction.filter((id) => id !== eventId) },
    });
  }
}

const textOf = (header: PolicyHeader): string => canonicalText(toJson(header));

/** Decisions do not depend on payloads, and the aggregates of thousands of policies are in memory at once. */
function withoutContent(event: Development): Development {
  const { effective, assertion, sequence, corrects, contradicts, sources, externalId } = event.data;
  return {
    ...event,
    data: {
      effective,
      payload: {},
      sources,
      assertion,
      ...(sequence !== undefined && { sequence }),
      ...(corrects !== undefined && { corrects }),
      ...(contradicts !== undefined && { contradicts }),
      ...(externalId !== undefined && { externalId }),
    },
  };
}

/** Index of a policy's histories by field, kind and possible begin days of their versions. */
class SameDay {
  private readonly histories = new Map<string, Set<DevelopmentHistory>>();

  add(version: Development, history: DevelopmentHistory): void {
    for (const effect of version.effects) {
      const key = keyOf(version, effect);
      const alike = this.histories.get(key);
      if (alike) alike.add(history);
      else this.histories.set(key, new Set([history]));
    }
  }

  /** Histories with a version, live or not, of the same kind, on the same begin days and with the same field. */
  alike(development: Development, effect: Effect): ReadonlySet<DevelopmentHistory> {
    return this.histories.get(keyOf(development, effect)) ?? NONE;
  }
}

const NONE: ReadonlySet<DevelopmentHistory> = new Set();

/** None of its parts can contain a line break. */
const keyOf = ({ kind, data }: Development, { field }: Effect): string => {
  const { earliest, latest } = data.effective.begin;
  return `${field}\n${kind}\n${earliest ?? ''}\n${latest ?? ''}`;
};
