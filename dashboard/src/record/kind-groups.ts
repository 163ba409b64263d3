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

/** The kinds by topic; kinds without a group are in the last one. */
export function groupedKinds(kinds: readonly Kind[]): { group: KindGroup; kinds: Kind[] }[] {
  const groupOf = ({ kind }: Kind) => GROUPS.find(([, names]) => names.includes(kind))?.[0] ?? 'other';
  return GROUPS.map(([group]) => ({ group, kinds: kinds.filter((kind) => groupOf(kind) === group) }));
}

/** Kinds that usually follow a kind. */
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

/** The likely next kinds of a policy: those that follow its latest developments, then those that it already has. */
export function suggestedKinds(kinds: readonly Kind[], timeline: readonly TimelineItem[]): Kind[] {
  const latest = timeline
    .filter(({ supersededBy }) => supersededBy === undefined)
    .toReversed()
    .map(({ kind }) => kind);
  const names = new Set([...latest.flatMap((kind) => NEXT[kind] ?? []), ...latest]);
  return [...names].flatMap((name) => kinds.filter(({ kind }) => kind === name)).slice(0, MOST);
}
