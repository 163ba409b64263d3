import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';

/** Real timelines beside the repository: 1,171 bills of Japan's Diet with what was known of each at every daily snapshot. */
const FOLDER = fileURLToPath(new URL('../../../shared/data/diet', import.meta.url));

export const DIET_IS_HERE = existsSync(FOLDER);

/** What the source's daily snapshots said, computed from them alone. */
export interface Truth {
  policyId: string;
  knownAt: string;
  asOf: string;
  /** null: no stage reached yet. */
  status: string | null;
  stages: string[];
}

export const dietFile = (): Buffer => gunzipSync(readFileSync(`${FOLDER}/developments.ndjson.gz`));

export const dietTruth = (): Truth[] =>
  gunzipSync(readFileSync(`${FOLDER}/truth.ndjson.gz`))
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Truth);

/** An answer, or the truth, as one text to compare. */
export const textOf = ({ policyId, knownAt, asOf, status, stages }: Truth): string =>
  `${policyId} on ${asOf} as known at ${knownAt}: ${status ?? 'none'}, ${[...stages].sort().join(' ')}`;

interface DietLine {
  policy?: { id: string };
  policyId?: string;
  corrects?: string;
  retracts?: string;
  externalId?: string;
  recordedAt: string;
}

/**
 * The lines in another order: those of one recordedAt shuffled, but each behind the lines it needs (its policy, its target).
 * @param random from 0 to 1, exclusive
 */
export function shuffled(file: string, random: () => number): string {
  const lines = file.trim().split('\n');
  const groups = new Map<string, { text: string; line: DietLine }[]>();
  for (const text of lines) {
    const line = JSON.parse(text) as DietLine;
    groups.set(line.recordedAt, [...(groups.get(line.recordedAt) ?? []), { text, line }]);
  }
  return [...groups.values()].flatMap((group) => shuffledGroup(group, random)).join('\n');
}

function shuffledGroup(group: { text: string; line: DietLine }[], random: () => number): string[] {
  const here = new Set(group.map(({ line }) => nameOf(line)));
  const done = new Set<string>();
  const result: string[] = [];
  let waiting = group.map((each) => ({ each, by: random() })).sort((a, b) => a.by - b.by);
  while (waiting.length > 0) {
    const ready = waiting.filter(({ each: { line } }) =>
      needsOf(line).every((need) => !here.has(need) || done.has(need)),
    );
    for (const { each } of ready) {
      result.push(each.text);
      done.add(nameOf(each.line));
    }
    waiting = waiting.filter((one) => !ready.includes(one));
  }
  return result;
}

const nameOf = ({ policy, externalId }: DietLine): string =>
  policy ? `policy ${policy.id}` : (externalId ?? '');
const needsOf = ({ policyId, corrects, retracts }: DietLine): string[] => [
  ...(policyId === undefined ? [] : [`policy ${policyId}`]),
  ...[corrects, retracts].filter((target) => target !== undefined),
];
