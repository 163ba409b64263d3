import type { Day } from '../../domain/day.js';
import { isFieldPath } from '../../domain/field-path.js';
import { PINNED_PAGE, type PinnedPage } from '../lists/pinned-page.js';
import { isDayText, isText, oneOf } from '../lists/members.js';
import { STEPS, type Step } from './panel-days.js';

/** One page of a panel; policies are filtered on its last day. */
export interface PanelPage extends PinnedPage {
  field: string;
  from: Day;
  to: Day;
  step: Step;
  /** The last policy of the previous page. */
  after?: string;
}

/** The members of a panel's page token. */
export const PANEL_MEMBERS = {
  ...PINNED_PAGE,
  field: (path: unknown) => typeof path === 'string' && isFieldPath(path),
  from: isDayText,
  to: isDayText,
  step: oneOf(STEPS),
  after: isText,
};
