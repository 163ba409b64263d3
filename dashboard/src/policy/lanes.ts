import type { HistoryItem } from '../api/client.js';
import { claimsText, isContested } from '../claims/contested.js';
import { valueText, type Speech } from '../labels/value-text.js';

/** One field over time: its certain or possible values, step by step. */
export interface Lane {
  field: string;
  steps: HistoryItem[];
}

const natural = new Intl.Collator('en', { numeric: true });

/**
 * `status` first, then by path in natural order; without fields that were only cleared. Consecutive equal steps are merged:
 * they differ only in the developments behind them, and would look like changes.
 */
export function lanesOf(history: readonly HistoryItem[]): Lane[] {
  const lanes = new Map<string, HistoryItem[]>();
  for (const step of history) {
    if (step.absent === true) continue;
    const steps = lanes.get(step.field) ?? [];
    const last = steps.at(-1);
    const joined = last && last.until === step.from && meaning(last) === meaning(step);
    lanes.set(
      step.field,
      joined ? [...steps.slice(0, -1), { ...last, until: step.until }] : [...steps, step],
    );
  }
  const rank = (field: string) => (field === 'status' ? '' : field);
  return [...lanes]
    .map(([field, steps]) => ({ field, steps }))
    .sort((a, b) => natural.compare(rank(a.field), rank(b.field)));
}

/** The content of a step, without the developments behind it. */
const meaning = (step: HistoryItem): string =>
  JSON.stringify([
    step.certainty,
    step.value,
    step.candidates?.map(({ value, absent }) => [value, absent]),
    isContested(step),
  ]);

/** The content of a step, in words. */
export function stepText(step: HistoryItem, speech: Speech): string {
  const { field, value, candidates, redacted } = step;
  if (redacted) return speech.words.erased;
  const [name = field] = field.split('/');
  if (isContested(step)) return speech.words.claims.told(claimsText(step, name, speech));
  if (candidates === undefined) return valueText(value, name, speech);
  const told = candidates.flatMap((candidate) =>
    candidate.absent === true ? [] : [valueText(candidate.value, name, speech)],
  );
  return `${told.join(' / ')} ?`;
}
