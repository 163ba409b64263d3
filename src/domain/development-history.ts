import { BEGINNING, FOREVER, type Day, type DayRange } from './day.js';
import type { Claim } from './claim.js';
import { PLAIN, type Standing } from './claims/standing.js';
import type { Development, PolicyEvent, Retraction, Ruling, StoredRange } from './policy-event.js';

/** One development: its versions, oldest first, each correcting the one before, and its retraction, which is final. */
export interface DevelopmentHistory {
  versions: [Development, ...Development[]];
  retraction: Retraction | null;
}

/** The development histories of a policy, by the event id of every version. Events are added in the order of the log. */
export class DevelopmentHistories {
  private readonly byVersion = new Map<string, DevelopmentHistory>();
  private readonly inOrder: DevelopmentHistory[] = [];
  private readonly contradicting = new Set<DevelopmentHistory>();

  /**
   * Adds a development or a retraction.
   * @throws Error if its target is unknown: the write side refuses that, so the log would be damaged
   */
  add(event: Development | Retraction): DevelopmentHistory {
    const target = event.type === 'retraction' ? event.data.retracts : event.data.corrects;
    if (target === undefined) return this.begin(event as Development);
    const history = this.byVersion.get(target);
    if (!history)
      throw new Error(`event ${event.eventId} aims at ${target}, which is not a development of its policy`);
    if (event.type === 'retraction') history.retraction = event;
    else {
      history.versions.push(event);
      this.file(event, history);
    }
    return history;
  }

  private begin(development: Development): DevelopmentHistory {
    const history: DevelopmentHistory = { versions: [development], retraction: null };
    this.inOrder.push(history);
    this.file(development, history);
    return history;
  }

  private file(version: Development, history: DevelopmentHistory): void {
    this.byVersion.set(version.eventId, history);
    if (version.data.contradicts) this.contradicting.add(history);
  }

  /** Histories with a version that names what it contradicts. */
  linking(): ReadonlySet<DevelopmentHistory> {
    return this.contradicting;
  }

  /** The history that has this event as a version. */
  of(eventId: string): DevelopmentHistory | undefined {
    return this.byVersion.get(eventId);
  }

  /** A version of a development, live or superseded. */
  version(eventId: string): Development | undefined {
    return this.of(eventId)?.versions.find((version) => version.eventId === eventId);
  }

  all(): readonly DevelopmentHistory[] {
    return this.inOrder;
  }

  /** The first believed event that superseded this version, or null. */
  supersededBy(eventId: string, counts: Counts = () => true): Development | Retraction | null {
    const history = this.byVersion.get(eventId);
    if (!history) return null;
    const index = history.versions.findIndex((version) => version.eventId === eventId);
    const next = history.versions.slice(index + 1).find(counts);
    return next ?? (history.retraction && counts(history.retraction) ? history.retraction : null);
  }
}

/** Whether an event (development, retraction or ruling) is believed. */
export type Counts = (event: Development | Retraction | Ruling) => boolean;

/** The live version of a development: the last believed one, or null if a believed retraction withdrew it. */
export function liveVersion(history: DevelopmentHistory, counts: Counts = () => true): Development | null {
  if (history.retraction && counts(history.retraction)) return null;
  return history.versions.findLast(counts) ?? null;
}

/**
 * Whether an event was certainly public by the end of a day. An unknown day of publication never counts; a retraction or a
 * ruling without one was public on the day of its recording.
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
 * The claim of the live version of a development; the position of the first version breaks ties.
 * @param standing the effect of contests and rulings; fields that a ruling removes are not among its effects
 */
export function claimOf(history: DevelopmentHistory, live: Development, standing: Standing = PLAIN): Claim {
  const { effective, sequence, assertion, sources } = live.data;
  const { contests, ruledOut, confirmedBy } = standing;
  return {
    eventId: live.eventId,
    kind: live.kind,
    date: { text: effective.text, earliest: effective.earliest, latest: effective.latest },
    begin: isAlways(effective.begin) ? { earliest: BEGINNING, latest: BEGINNING } : openDays(effective.begin),
    end: effective.end && openDays(effective.end),
    questionable: effective.questionable,
    tieBreaker: history.versions[0].position,
    sequence: sequence ?? 0,
    disputed: assertion === 'disputed' && confirmedBy === null,
    contests,
    ruledOut: ruledOut.size > 0,
    assertion,
    sources,
    recordedBy: live.actor,
    ...(live.redactedAt !== undefined && { redactedAt: live.redactedAt }),
    effects: ruledOut.size === 0 ? live.effects : live.effects.filter(({ field }) => !ruledOut.has(field)),
  };
}

/** `../2024-06`: begun before all days. Only such a text leaves both sides of a begin open. */
const isAlways = ({ earliest, latest }: StoredRange): boolean => earliest === null && latest === null;

const openDays = ({ earliest, latest }: StoredRange): DayRange => ({
  earliest: earliest ?? BEGINNING,
  latest: latest ?? FOREVER,
});
