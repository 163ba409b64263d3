import type { TimelineItem } from '../api/client.js';
import type { DayRange } from '../edtf/range.js';

/** What tells two developments of a kind apart. A policy has each of these once, whenever it is. */
const ONCE: Readonly<Record<string, readonly string[]>> = {
  'transfer-approved': ['item', 'recipient'],
  'contract-concluded': ['item', 'counterparty'],
  'bill-submitted': ['number', 'session'],
  'bill-stage-reached': ['stage', 'chamber'],
  'law-promulgated': [],
  'came-into-force': [],
  'condition-attached': ['condition'],
  'condition-lifted': ['condition'],
  ended: [],
};
/** These come again and again: only on overlapping days is one of them likely to be the same. */
const AGAIN: Readonly<Record<string, readonly string[]>> = {
  'guideline-revised': [],
  'plan-announced': [],
  'schedule-changed': ['milestone'],
  'statement-made': ['speaker'],
  'interest-expressed': ['party'],
  'decision-deferred': [],
  suspended: [],
  resumed: [],
  'status-reported': ['status'],
  'value-set': ['field'],
};

interface Candidate {
  kind: string;
  payload: Readonly<Record<string, unknown>>;
  /** Null while the date is not read. */
  days: DayRange | null;
}

/** Live developments that a new one is likely to repeat: it would better be their correction. */
export function likelyDuplicates(
  { kind, payload, days }: Candidate,
  timeline: readonly TimelineItem[],
): TimelineItem[] {
  const names = ONCE[kind] ?? AGAIN[kind];
  if (!names) return [];
  const same = (other: TimelineItem) =>
    // What is not said of one of them tells nothing apart.
    names.every((name) => {
      const [a, b] = [payload[name], other.payload[name]];
      return a === undefined || b === undefined || JSON.stringify(a) === JSON.stringify(b);
    });
  return timeline.filter(
    (other) =>
      other.supersededBy === undefined &&
      other.kind === kind &&
      same(other) &&
      (kind in ONCE || (days !== null && overlap(days, other.effective))),
  );
}

const overlap = (
  a: Pick<DayRange, 'earliest' | 'latest'>,
  b: Pick<DayRange, 'earliest' | 'latest'>,
): boolean =>
  (a.earliest ?? '') <= (b.latest ?? '9999-12-31') && (b.earliest ?? '') <= (a.latest ?? '9999-12-31');
