import type { Day } from '../../domain/day.js';
import { isFieldPath } from '../../domain/field-path.js';
import { KNOWN_PLACE, type KnownPlace } from '../lists/known-place.js';
import { isDayText, isText, oneOf } from '../lists/members.js';
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

/** A place of a grid in a page token. */
export const PANEL_MEMBERS = {
  ...KNOWN_PLACE,
  field: (path: unknown) => typeof path === 'string' && isFieldPath(path),
  from: isDayText,
  to: isDayText,
  step: oneOf(STEPS),
  after: isText,
};
