import type { Kind } from '../define-kind.js';
import { nearest } from '../nearest.js';
import { billStageReached } from './bill-stage-reached.js';
import { billSubmitted } from './bill-submitted.js';
import { cameIntoForce } from './came-into-force.js';
import { conditionAttached } from './condition-attached.js';
import { conditionLifted } from './condition-lifted.js';
import { contractConcluded } from './contract-concluded.js';
import { decisionDeferred } from './decision-deferred.js';
import { ended } from './ended.js';
import { guidelineRevised } from './guideline-revised.js';
import { interestExpressed } from './interest-expressed.js';
import { lawPromulgated } from './law-promulgated.js';
import { planAnnounced } from './plan-announced.js';
import { resumed } from './resumed.js';
import { scheduleChanged } from './schedule-changed.js';
import { statementMade } from './statement-made.js';
import { statusReported } from './status-reported.js';
import { suspended } from './suspended.js';
import { transferApproved } from './transfer-approved.js';
import { valueSet } from './value-set.js';
import { verified } from './verified.js';

/** Every kind of development, in the order of the documentation. A new kind needs one file and one line here. */
export const KINDS: readonly Kind[] = [
  guidelineRevised,
  planAnnounced,
  scheduleChanged,
  transferApproved,
  contractConcluded,
  billSubmitted,
  billStageReached,
  lawPromulgated,
  cameIntoForce,
  conditionAttached,
  conditionLifted,
  statementMade,
  interestExpressed,
  decisionDeferred,
  suspended,
  resumed,
  ended,
  statusReported,
  valueSet,
  verified,
];

const BY_NAME: ReadonlyMap<string, Kind> = new Map(KINDS.map((kind) => [kind.kind, kind]));

/** The kind of that name, or undefined. */
export function kindNamed(name: string): Kind | undefined {
  return BY_NAME.get(name);
}

/** The kind that an unknown name probably means. */
export function nearestKind(name: string): string | undefined {
  return nearest(name, BY_NAME.keys());
}
