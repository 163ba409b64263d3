import type pg from 'pg';
import type { Causes } from '../../domain/causes.js';
import type { Day } from '../../domain/day.js';
import { reasonsOf } from '../../domain/field-change.js';
import type { Changes } from '../../domain/diff.js';
import { foldDevelopments } from '../../domain/fold.js';
import { NamedDevelopments } from '../../domain/named-developments.js';
import type { PolicyEvent } from '../../domain/policy-event.js';
import { streamOf } from '../../domain/stream.js';
import type { LoggedEvent } from '../../domain/stored-event.js';
import { LogReader } from '../../event-store/read.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import { NamedEvents } from './named-events.js';

/** A policy whose changes are to be explained. */
export interface ChangedPolicy {
  id: string;
  changes: Changes;
  /** One of its events contradicts another one, or is a ruling. */
  contesting: boolean;
}

/** Of one policy at the two positions. */
export interface BothCauses {
  from: Causes;
  to: Causes;
}

interface Positions {
  from: number;
  to: number;
}

/**
 * What explains the changes of many policies. Reading and folding all their events would take most of the time of an answer, so
 * only the events that the changed fields name are read, and those between the positions; a policy where others count, too
 * (contests, corrections, sequences of uncertain days), is folded as a whole.
 */
export class CausesReader {
  private readonly events: NamedEvents;

  constructor(private readonly pool: pg.Pool) {
    this.events = new NamedEvents(pool);
  }

  /** Forgets all that was remembered. */
  forget(): void {
    this.events.forget();
  }

  /** @returns the causes by policy id; no policy is missing */
  async of(
    policies: readonly ChangedPolicy[],
    positions: Positions,
    publishedBy: Day | null,
  ): Promise<ReadonlyMap<string, BothCauses>> {
    const plain = policies.filter(({ contesting }) => !contesting);
    const named = await this.events.of(plain.map(namedBy), positions);
    const found = new Map<string, BothCauses>();
    await mapYielding(plain, ({ id }) => {
      const causes = ofNamed(named.get(id) ?? [], positions, publishedBy);
      if (causes) found.set(id, causes);
    });
    const rest = policies.filter(({ id }) => !found.has(id));
    const streams =
      rest.length === 0
        ? new Map<string, LoggedEvent[]>()
        : await new LogReader(this.pool).readStreams(
            rest.map(({ id }) => streamOf(id)),
            { upToPosition: Math.max(positions.from, positions.to) },
          );
    await mapYielding(rest, ({ id }) => {
      found.set(id, ofWhole(streams.get(streamOf(id)) ?? [], positions, publishedBy));
    });
    return found;
  }
}

const namedBy = ({ id, changes: { knowledge, world } }: ChangedPolicy) => ({
  id,
  eventIds: new Set(
    [...knowledge, ...world].flatMap(({ old, now }) => [...reasonsOf(old), ...reasonsOf(now)]),
  ),
});

function ofNamed(
  events: readonly PolicyEvent[],
  positions: Positions,
  publishedBy: Day | null,
): BothCauses | null {
  const at = atBoth(events, positions, (known) => NamedDevelopments.of(known, publishedBy));
  return at.from && at.to && { from: at.from, to: at.to };
}

const ofWhole = (events: readonly LoggedEvent[], positions: Positions, publishedBy: Day | null): BothCauses =>
  atBoth(events, positions, (known) => {
    const timeline = foldDevelopments(known, publishedBy);
    timeline.recomputeBounds();
    return timeline;
  });

/** @param events in order */
function atBoth<Event extends { position: number }, Known>(
  events: readonly Event[],
  positions: Positions,
  fold: (events: readonly Event[]) => Known,
): { from: Known; to: Known } {
  const known = (position: number) => events.filter((event) => event.position <= position);
  const [from, to] = [known(positions.from), known(positions.to)];
  const later = fold(to);
  return { from: from.length === to.length ? later : fold(from), to: later };
}
