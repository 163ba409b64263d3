import { BEGINNING, FOREVER, type Day } from '../../domain/day.js';
import { EXISTENCE } from '../../domain/policy-timeline.js';
import type { Changes, TableChanges } from './changes.js';
import { DOUBTFUL, type Subject } from './count-subjects.js';
import type { CountDelta, FactRow, PolicyRow } from './tables.js';

/** A policy's contribution to the counts of some days. */
interface Share {
  subject: Subject;
  reading: CountDelta['reading'];
  value: string;
  weight: number;
  from: Day;
  until: Day;
}

/** The changes of a batch to the counts; equal ones are added up, and sums of zero are dropped. */
export function countDeltas({ policies, facts }: Changes): CountDelta[] {
  const sums = new Map<string, CountDelta>();
  const add = (knownFrom: number, share: Share, sign: 1 | -1) => {
    const { subject, reading, value, weight } = share;
    for (const [day, delta] of [
      [share.from, sign * weight],
      [share.until, -sign * weight],
    ] as const) {
      if (day === FOREVER) continue;
      const key = `${knownFrom} ${subject} ${reading} ${day} ${value}`;
      const sum = sums.get(key);
      if (sum) sum.delta += delta;
      else sums.set(key, { knownFrom, subject, reading, day, value, delta });
    }
  };
  take(policies, policyShares, add);
  take(facts, factShares, add);
  return [...sums.values()].filter(({ delta }) => delta !== 0);
}

/** An open row counts from its first position up to the position that closes it. */
function take<Row extends { knownFrom: number; knownTo: number | null }>(
  { opened, closed }: TableChanges<Row>,
  sharesOf: (row: Row) => Share[],
  add: (knownFrom: number, share: Share, sign: 1 | -1) => void,
): void {
  for (const row of opened)
    for (const share of sharesOf(row)) {
      add(row.knownFrom, share, 1);
      if (row.knownTo !== null) add(row.knownTo, share, -1);
    }
  for (const { row, knownTo } of closed) for (const share of sharesOf(row)) add(knownTo, share, -1);
}

function policyShares({ area, jurisdictions }: PolicyRow): Share[] {
  const always = { reading: 'flag', weight: 1, from: BEGINNING, until: FOREVER } as const;
  return [
    { ...always, subject: 'policy', value: '' },
    { ...always, subject: 'area', value: area },
    ...[...new Set(jurisdictions)].map((value): Share => ({ ...always, subject: 'jurisdiction', value })),
  ];
}

/** Only an uncertain status is counted, because of an uncertain existence nothing is said. */
const COUNTED_FACTS: Readonly<Record<string, { subject: 'status' | 'existence'; doubtful: string | null }>> =
  {
    status: { subject: 'status', doubtful: DOUBTFUL },
    [EXISTENCE]: { subject: 'existence', doubtful: null },
  };

function factShares(row: FactRow): Share[] {
  const counts = COUNTED_FACTS[row.path];
  if (!counts) return [];
  const { definite, validFrom: from, validTo: until } = row;
  const share = (reading: Share['reading'], value: string | null, weight: number): Share[] => {
    const counted = value ?? (definite ? null : counts.doubtful);
    return counted === null
      ? []
      : [{ subject: counts.subject, reading, value: counted, weight, from, until }];
  };
  const instead = (reading: 'include' | 'exclude', because: Buffer | null, value: string | null) =>
    because === null ? [] : [...share(reading, value, 1), ...share(reading, row.value, -1)];
  return [
    ...share('flag', row.value, 1),
    ...instead('include', row.includeBecause, row.includeValue),
    ...instead('exclude', row.excludeBecause, row.excludeValue),
  ];
}
