import type { Kind, TimelineItem } from '../api/client.js';

export type KindGroup = 'decisions' | 'law' | 'conditions' | 'voices' | 'course' | 'other';

const GROUPS: readonly [KindGroup, readonly string[]][] = [
  [
    'decisions',
    [
      ...['guideline-revised', 'plan-announced', 'schedule-changed'],
      ...['transfer-approved', 'contract-concluded', 'decision-deferred'],
    ],
  ],
  ['law', ['bill-submitted', 'bill-stage-reached', 'law-promulgated', 'came-into-force']],
  ['conditions', ['condition-attached', 'condition-lifted']],
  ['voices', ['statement-made', 'interest-expressed']],
  ['course', ['suspended', 'resumed', 'ended']],
  ['other', []],
];

/** The kinds by what they are about; one that no group names is in the last. */
export function groupedKinds(kinds: readonly Kind[]): { group: KindGroup; kinds: Kind[] }[] {
  const groupOf = ({ kind }: Kind) => GROUPS.find(([, names]) => names.includes(kind))?.[0] ?? 'other';
  return GROUPS.map(([group]) => ({ group, kinds: kinds.filter((kind) => groupOf(kind) === group) }));
}

/** What usually comes after a kind. */
const NEXT: Readonly<Record<string, readonly string[]>> = {
  'guideline-revised': ['transfer-approved', 'plan-announced'],
  'plan-announced': ['contract-concluded', 'schedule-changed'],
  'schedule-changed': ['schedule-changed'],
  'transfer-approved': ['contract-concluded', 'condition-attached'],
  'contract-concluded': ['schedule-changed'],
  'decision-deferred': ['statement-made', 'guideline-revised'],
  'bill-submitted': ['bill-stage-reached'],
  'bill-stage-reached': ['bill-stage-reached', 'law-promulgated'],
  'law-promulgated': ['came-into-force'],
  'condition-attached': ['condition-lifted'],
  suspended: ['resumed', 'ended'],
};
const MOST = 4;

/** The kinds that are likely to come next in a policy: what follows its latest developments, then what it has itself. */
export function suggestedKinds(kinds: readonly Kind[], timeline: readonly TimelineItem[]): Kind[] {
  const latest = timeline
    .filter(({ supersededBy }) => supersededBy === undefined)
    .toReversed()
    .map(({ kind }) => kind);
  const names = new Set([...latest.flatMap((kind) => NEXT[kind] ?? []), ...latest]);
  return [...names].flatMap((name) => kinds.filter(({ kind }) => kind === name)).slice(0, MOST);
}
