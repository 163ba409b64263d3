import type { TimelineItem } from '../api/client.js';
import type { DayRange } from '../edtf/range.js';

/** Properties that identify a development of a kind. A policy has each of these only once, on any date. */
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
/** Kinds that recur: only on overlapping days is one of them likely to be a duplicate. */
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
  /** Null while the date cannot be read. */
  days: DayRange | null;
}

/** Live developments that a new one probably repeats: a correction would be better. */
export function likelyDuplicates(
  { kind, payload, days }: Candidate,
  timeline: readonly TimelineItem[],
): TimelineItem[] {
  const names = ONCE[kind] ?? AGAIN[kind];
  if (!names) return [];
  const same = (other: TimelineItem) =>
    // A property that one of them lacks does not distinguish them.
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
