import { BEGINNING, FOREVER, type Day, type DayRange } from './day.js';
import type { Claim } from './claim.js';
import { PLAIN, type Standing } from './claims/standing.js';
import type { Development, PolicyEvent, Retraction, Ruling, StoredRange } from './policy-event.js';

/** One fact: its versions, oldest first, each correcting the one before, and its retraction, after which nothing follows. */
export interface Fact {
  versions: [Development, ...Development[]];
  retraction: Retraction | null;
}

/** The facts of a policy by the event id of every version. Fed in the order of the log. */
export class Facts {
  private readonly byVersion = new Map<string, Fact>();
  private readonly inOrder: Fact[] = [];
  private readonly contradicting = new Set<Fact>();

  /**
   * Takes a development or a retraction in.
   * @throws Error if it aims at an unknown event: the write side refuses that, so the log would be damaged.
   */
  add(event: Development | Retraction): Fact {
    const target = event.type === 'retraction' ? event.data.retracts : event.data.corrects;
    if (target === undefined) return this.begin(event as Development);
    const fact = this.byVersion.get(target);
    if (!fact)
      throw new Error(`event ${event.eventId} aims at ${target}, which is not a development of its policy`);
    if (event.type === 'retraction') fact.retraction = event;
    else {
      fact.versions.push(event);
      this.file(event, fact);
    }
    return fact;
  }

  private begin(development: Development): Fact {
    const fact: Fact = { versions: [development], retraction: null };
    this.inOrder.push(fact);
    this.file(development, fact);
    return fact;
  }

  private file(version: Development, fact: Fact): void {
    this.byVersion.set(version.eventId, fact);
    if (version.data.contradicts) this.contradicting.add(fact);
  }

  /** Those of which a version says what it contradicts. */
  linking(): ReadonlySet<Fact> {
    return this.contradicting;
  }

  /** The fact of which this event is a version. */
  of(eventId: string): Fact | undefined {
    return this.byVersion.get(eventId);
  }

  /** A version of a fact, live or not. */
  version(eventId: string): Development | undefined {
    return this.of(eventId)?.versions.find((version) => version.eventId === eventId);
  }

  all(): readonly Fact[] {
    return this.inOrder;
  }

  /** The first event that counts and superseded this version, if one did. */
  supersededBy(eventId: string, counts: Counts = () => true): Development | Retraction | null {
    const fact = this.byVersion.get(eventId);
    if (!fact) return null;
    const index = fact.versions.findIndex((version) => version.eventId === eventId);
    const next = fact.versions.slice(index + 1).find(counts);
    return next ?? (fact.retraction && counts(fact.retraction) ? fact.retraction : null);
  }
}

/** Which developments, retractions and rulings to believe. */
export type Counts = (event: Development | Retraction | Ruling) => boolean;

/** The version of a fact that stands: the last that counts, none once a retraction that counts withdrew it. */
export function liveVersion(fact: Fact, counts: Counts = () => true): Development | null {
  if (fact.retraction && counts(fact.retraction)) return null;
  return fact.versions.filter(counts).at(-1) ?? null;
}

/**
 * Whether an event was certainly public by the end of a day. Unknown publication never counts; a retraction or a
 * ruling that says nothing was public on the day of its recording.
 */
export function publicBy(day: Day): (event: PolicyEvent) => boolean {
  return (event) => {
    if (event.type === 'development') return isBy(event.data.published?.latest, day);
    if (event.type === 'retraction' || event.type === 'ruling')
      return isBy(event.data.published ? event.data.published.latest : event.recordedAt.slice(0, 10), day);
    return true;
  };
}

const isBy = (published: Day | null | undefined, day: Day): boolean =>
  published !== null && published !== undefined && published <= day;

/**
 * What the live version of a fact claims; ties are broken by the position of the fact's first version.
 * @param standing what disputes, contests and rulings make of it; fields that a ruling takes from it are not among its effects
 */
export function claimOf(fact: Fact, live: Development, standing: Standing = PLAIN): Claim {
  const { effective, sequence, assertion, sources } = live.data;
  const { contests, ruledOut, confirmedBy } = standing;
  return {
    eventId: live.eventId,
    kind: live.kind,
    date: { text: effective.text, earliest: effective.earliest, latest: effective.latest },
    begin: isAlways(effective.begin) ? { earliest: BEGINNING, latest: BEGINNING } : openDays(effective.begin),
    end: effective.end && openDays(effective.end),
    questionable: effective.questionable,
    tie: fact.versions[0].position,
    sequence: sequence ?? 0,
    disputed: assertion === 'disputed' && confirmedBy === null,
    contests,
    ruledOut: ruledOut.size > 0,
    assertion,
    sources,
    recordedBy: live.actor,
    effects: ruledOut.size === 0 ? live.effects : live.effects.filter(({ field }) => !ruledOut.has(field)),
  };
}

/** `../2024-06`: begun before all days. No other text leaves both sides of a begin open. */
const isAlways = ({ earliest, latest }: StoredRange): boolean => earliest === null && latest === null;

const openDays = ({ earliest, latest }: StoredRange): DayRange => ({
  earliest: earliest ?? BEGINNING,
  latest: latest ?? FOREVER,
});
