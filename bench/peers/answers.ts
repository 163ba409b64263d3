import { isDeepStrictEqual } from 'node:util';
import type { Answers } from './commands.js';
import type { Question, Store } from './store.js';

/** Asks both questions everywhere; null if the store cannot answer them. */
export async function answersOf(
  { stateAsOf, countByStatus }: Store,
  questions: readonly Question[],
): Promise<Answers | null> {
  if (!stateAsOf || !countByStatus) return null;
  const answers: Answers = { states: [], counts: [], stateBytes: 0, countBytes: 0 };
  for (const question of questions) {
    const [state, counts] = [await stateAsOf(question), await countByStatus(question)];
    answers.states.push(definiteOf(state));
    answers.counts.push(itemsOf(counts));
    answers.stateBytes += state.length / questions.length;
    answers.countBytes += counts.length / questions.length;
  }
  return answers;
}

/** How many answers differ from ours: states, counts. */
export const differing = (ours: Answers, theirs: Answers): [number, number] => [
  ours.states.filter((state, i) => !isDeepStrictEqual(state, theirs.states[i])).length,
  ours.counts.filter((items, i) => !isDeepStrictEqual(items, theirs.counts[i])).length,
];

function definiteOf(text: string): Answers['states'][number] {
  const { fields } = JSON.parse(text) as { fields: Record<string, { value: unknown; certainty: string }> };
  // That a field is known to have no value is a row for the others, and no entry of ours.
  const definite = Object.entries(fields).filter(
    ([, { value, certainty }]) => certainty === 'definite' && value !== null,
  );
  return Object.fromEntries(definite.map(([path, { value }]) => [path, value]));
}

function itemsOf(text: string): Answers['counts'][number] {
  const { items } = JSON.parse(text) as { items: { value: unknown; count: number | string }[] };
  return items
    .map(({ value, count }) => ({ value, count: Number(count) }))
    .sort((a, b) => String(a.value).localeCompare(String(b.value)));
}
