import type { Field, HistoryItem } from '../api/client.js';
import { valueText, type Speech } from '../labels/value-text.js';

type Candidates = Pick<Field | HistoryItem, 'candidates'>;
type Candidate = NonNullable<Field['candidates']>[number];

const MOST_PUBLISHERS = 2;

/** Sources contradict each other, or one is disputed: only then do candidates have claims. An uncertain date alone has none. */
export const isContested = ({ candidates }: Candidates): boolean =>
  candidates?.some(({ claims }) => claims !== undefined) ?? false;

/**
 * The claims and their sources, for example "400 (Ministry of Defense) or 200 (a blog)".
 * @param name the field or collection of the values
 */
export function claimsText({ candidates = [] }: Candidates, name: string, speech: Speech): string {
  const { claims } = speech.words;
  const told = candidates.map((candidate) => {
    const value = candidate.absent === true ? speech.words.absent : valueText(candidate.value, name, speech);
    const who = publishersOf(candidate);
    return who.length === 0 ? value : claims.by(value, who.join(', '));
  });
  const last = told.pop() ?? '';
  return told.length === 0 ? last : claims.or(told.join(', '), last);
}

/** The publishers, or titles of sources without one; each once. */
function publishersOf({ claims = [] }: Candidate): string[] {
  const named = claims.flatMap(({ sources }) => sources.map(({ publisher, title }) => publisher ?? title));
  return [...new Set(named)].slice(0, MOST_PUBLISHERS);
}
