import { closest, distance } from 'fastest-levenshtein';

/** Longer words are not compared: the distance takes time in proportion to the product of the lengths. */
const LONGEST_WORD = 200;

/**
 * The known word that `word` was probably meant to be ("did you mean"), or undefined if none is near: at most one
 * edit in three characters, and at least one edit. Upper and lower case count as equal.
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
