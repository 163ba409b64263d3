import { BEGINNING, FOREVER, type Day, type DayRange } from './day.js';
import type { Claim } from './claim.js';
import type { Development, PolicyEvent, Retraction, StoredRange } from './policy-event.js';

/** One fact: its versions, oldest first, each correcting the one before, and its retraction, after which nothing follows. */
export interface Fact {
  versions: [Development, ...Development[]];
  retraction: Retraction | null;
}

/** The facts of a policy by the event id of every version. Fed in the order of the log. */
export class Facts {
  private readonly byVersion = new Map<string, Fact>();
  private readonly inOrder: Fact[] = [];

  /**
   * Takes a development or a retraction in.
   * @throws Error if it aims at an unknown event: the write side refuses that, so the log would be damaged.
   */
  add(event: Development | Retraction): Fact {
    const target = event.type === 'retraction' ? event.data.retracts : event.data.corrects;
    if (target === undefined) {
      const fact: Fact = { versions: [event as Development], retraction: null };
      this.inOrder.push(fact);
      this.byVersion.set(event.eventId, fact);
      return fact;
    }
    const fact = this.byVersion.get(target);
    if (!fact)
      throw new Error(`event ${event.eventId} aims at ${target}, which is not a development of its policy`);
    if (event.type === 'retraction') fact.retraction = event;
    else {
      fact.versions.push(event);
      this.byVersion.set(event.eventId, fact);
    }
    return fact;
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

/** Which developments and retractions to believe. */
export type Counts = (event: Development | Retraction) => boolean;

/** The version of a fact that stands: the last that counts, none once a retraction that counts withdrew it. */
export function liveVersion(fact: Fact, counts: Counts = () => true): Development | null {
  if (fact.retraction && counts(fact.retraction)) return null;
  return fact.versions.filter(counts).at(-1) ?? null;
}

/**
 * Whether an event was certainly public by the end of a day. Unknown publication never counts; a retraction that says nothing
 * was public on the day of its recording.
 */
export function publicBy(day: Day): (event: PolicyEvent) => boolean {
  return (event) => {
    if (event.type === 'development') return isBy(event.data.published?.latest, day);
    if (event.type === 'retraction')
      return isBy(event.data.published ? event.data.published.latest : event.recordedAt.slice(0, 10), day);
    return true;
  };
}

const isBy = (published: Day | null | undefined, day: Day): boolean =>
  published !== null && published !== undefined && published <= day;

/** What the live version of a fact claims; ties are broken by the position of the fact's first version. */
export function claimOf(fact: Fact, live: Development): Claim {
  const { effective, sequence } = live.data;
  return {
    eventId: live.eventId,
    kind: live.kind,
    date: { text: effective.text, earliest: effective.earliest, latest: effective.latest },
    begin: isAlways(effective.begin) ? { earliest: BEGINNING, latest: BEGINNING } : openDays(effective.begin),
    end: effective.end && openDays(effective.end),
    questionable: effective.questionable,
    tie: fact.versions[0].position,
    sequence: sequence ?? 0,
    effects: live.effects,
  };
}

/** `../2024-06`: begun before all days. No other text leaves both sides of a begin open. */
const isAlways = ({ earliest, latest }: StoredRange): boolean => earliest === null && latest === null;

const openDays = ({ earliest, latest }: StoredRange): DayRange => ({
  earliest: earliest ?? BEGINNING,
  latest: latest ?? FOREVER,
});
