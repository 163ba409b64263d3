import type { State, TimelineItem } from '../api/client.js';
import { useLabels } from '../labels/use-labels.js';
import { useWords } from '../words/language.js';
import { sentenceOf } from './sentence.js';

/** The answer first: the state on the chosen day as one sentence. */
export function Answer({ policy, items }: { policy: State; items: readonly TimelineItem[] }) {
  const words = useWords();
  const labels = useLabels();
  return <p className="answer-sentence">{sentenceOf(policy, items, { words, labels })}</p>;
}
