import { closest, distance } from 'fastest-levenshtein';

/** Longer words are not compared: the time grows with the product of the lengths. */
const LONGEST_WORD = 200;

/**
 * The known word that `word` probably means ("did you mean"), or undefined if none is near: at most one edit per three
 * characters, and at least one edit. Case is ignored.
 */
export function nearest(word: string, known: Iterable<string>): string | undefined {
  if (word.length > LONGEST_WORD) return undefined;
  const byLowerCase = new Map([...known].map((name) => [name.toLowerCase(), name]));
  if (byLowerCase.size === 0) return undefined;
  const wanted = word.toLowerCase();
  const found = closest(wanted, [...byLowerCase.keys()]);
  const allowedEdits = Math.max(1, Math.floor(Math.max(wanted.length, found.length) / 3));
  const edits = distance(wanted, found);
  return edits <= allowedEdits && edits < wanted.length ? byLowerCase.get(found) : undefined;
}
