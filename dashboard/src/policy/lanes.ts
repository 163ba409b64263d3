import type { HistoryItem } from '../api/client.js';

/** One field through time: what it certainly or possibly was, step by step. */
export interface Lane {
  field: string;
  steps: HistoryItem[];
}

/** `status` first, then by path; nothing that was only ever cleared. */
export function lanesOf(history: readonly HistoryItem[]): Lane[] {
  const lanes = new Map<string, HistoryItem[]>();
  for (const step of history) {
    if (step.absent === true) continue;
    lanes.set(step.field, [...(lanes.get(step.field) ?? []), step]);
  }
  const rank = (field: string) => (field === 'status' ? '' : field);
  return [...lanes]
    .map(([field, steps]) => ({ field, steps }))
    .sort((a, b) => (rank(a.field) < rank(b.field) ? -1 : 1));
}

/** A value, short enough to stand in a bar. */
export function brief({ value, candidates }: HistoryItem): string {
  if (candidates !== undefined) {
    const told = candidates.flatMap((candidate) =>
      candidate.absent === true ? [] : [short(candidate.value)],
    );
    return `${told.join(' / ')} ?`;
  }
  return short(value);
}

function short(value: unknown): string {
  if (value === null) return '∅';
  if (typeof value === 'object') {
    const { text, stance, value: inner } = value as Record<string, unknown>;
    const told = stance ?? text ?? inner;
    return typeof told === 'string' || typeof told === 'number' ? String(told) : JSON.stringify(value);
  }
  return typeof value === 'string' ? value : JSON.stringify(value);
}
