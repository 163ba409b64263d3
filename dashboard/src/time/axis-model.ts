import { dayNumber } from './days.js';
import { effectiveStops, recordedStops, step, type Stop } from './stops.js';

/** A stretch of an axis in which something happens; points are days or instants, null is open. */
export interface AxisMark {
  from: string | null;
  to: string | null;
  /** How much happens in it, 0 to 1. */
  weight: number;
}

/** An axis as the time bar needs it. */
export interface AxisModel {
  /** Its first and last point; undefined: there are none, or they are not known yet. */
  first: string | undefined;
  last: string | undefined;
  marks: readonly AxisMark[];
  /** Whether the next points are known. */
  ready: boolean;
  /** Asks for the next points, if they are not known yet. */
  prepare: () => void;
  /** The next points in both directions at which something changes; undefined: none, or not known yet. */
  earlier: string | undefined;
  later: string | undefined;
}

/** Both axes of one policy, whose developments are all loaded. @param instant empty: all that is known */
export function axesOfStops(
  stops: readonly Stop[],
  day: string,
  instant: string | undefined,
): { days: AxisModel; instants: AxisModel } {
  const model = (points: readonly string[], cursor: string | undefined, marks: AxisMark[]): AxisModel => ({
    first: points[0],
    last: points.at(-1),
    marks,
    ready: points.length > 0,
    prepare: () => undefined,
    earlier: cursor === undefined ? undefined : (step(points, cursor, -1) ?? undefined),
    later: cursor === undefined ? undefined : (step(points, cursor, 1) ?? undefined),
  });
  const instants = recordedStops(stops);
  const effective = stops.flatMap(({ effective: period }) =>
    period ? [{ from: period.earliest, to: period.latest, weight: 1 }] : [],
  );
  const records = instants.map((at) => ({ from: at, to: at, weight: 1 }));
  return {
    days: model(effectiveStops(stops), day, effective),
    instants: model(instants, instant ?? instants.at(-1), records),
  };
}

/** A day or an instant as days since 1970, with a fraction; for drawing only. */
export function pointNumber(point: string): number {
  const [hours = 0, minutes = 0, seconds = 0] = point.slice(11, 19).split(':').map(Number);
  return dayNumber(point.slice(0, 10)) + (hours * 3600 + minutes * 60 + seconds) / 86_400;
}
