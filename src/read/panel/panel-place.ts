import { isDay, type Day } from '../../domain/day.js';
import { isFieldPath } from '../../domain/field-path.js';
import { isKnownPlace, type KnownPlace } from '../lists/known-place.js';
import { STEPS, type Step } from './panel-days.js';

/** One page of a grid; policies are filtered as of its last day. */
export interface PanelPlace extends KnownPlace {
  field: string;
  from: Day;
  to: Day;
  step: Step;
  /** The last policy of the page before. */
  after?: string;
}

/** Whether a cursor's content is a place in a grid. */
export function isPanelPlace(value: unknown): value is PanelPlace {
  if (typeof value !== 'object' || value === null) return false;
  const place = value as Record<string, unknown>;
  const { field, from, to, step, after } = place;
  return (
    [from, to].every((day) => typeof day === 'string' && isDay(day)) &&
    typeof field === 'string' &&
    isFieldPath(field) &&
    STEPS.includes(step as Step) &&
    typeof after === 'string' &&
    isKnownPlace(place)
  );
}
