import type { Day } from '../../domain/day.js';
import { pairsOf, termsOf, type Piece } from '../../domain/search-text.js';

/**
 * The conditions that a policy `p` has all terms of a query in its texts, as known; different terms may be in different texts.
 * In a form that the planner cannot turn into joins: it cannot know how many texts have a term, and looked each up for each policy.
 * $2 is the position.
 * @param parameter adds a value and returns its placeholder
 * @param publishedBy only texts that were public by the end of this day; null: all that are known
 */
export function searchConditions(
  query: string,
  parameter: (value: string) => string,
  publishedBy: Day | null = null,
): string[] {
  const counts = publishedBy === null ? IS_KNOWN : isPublic(parameter(publishedBy));
  return termsOf(query).map((pieces) => {
    const runs = pieces.filter(({ text, isRun }) => isRun && pairsOf(text).length > 1);
    const exact = runs.map(({ text }) => `AND strpos(s.text, ${parameter(text)}) > 0`);
    return `((p.policy_id IN (SELECT s.policy_id FROM read.search AS s
      WHERE s.tokens @@ ${parameter(tokenQuery(pieces))}::tsquery AND ${counts}
      ${exact.join(' ')})) IS TRUE)`;
  });
}

const IS_KNOWN = 's.known_from <= $2 AND s.known_to > $2';

/**
 * The texts do not consider publication: a closed one may still be the public version, and an open one may not be public. The
 * text of a development is known from the development's own position. Of most, the tables of the day tell; not of those that a
 * ruling rejects, nor of rulings.
 */
const isPublic = (
  day: string,
): string => `(s.source = s.policy_id AND ${IS_KNOWN} OR EXISTS (SELECT FROM read.developments AS d
  WHERE d.position = s.known_from AND d.known_from <= $2 AND d.known_to > $2)
  OR s.source <> s.policy_id AND read.is_public_text(s.known_from, $2, ${day}))`;

/** Latin words match by prefix, CJK text by bigrams; whether the bigrams are adjacent is checked on the text itself. */
function tokenQuery(pieces: readonly Piece[]): string {
  return pieces
    .flatMap(({ text, isRun }) => {
      if (!isRun) return [`'${text}':*`];
      const pairs = pairsOf(text);
      return (pairs.length > 0 ? pairs : [text]).map((token) => `'${token}'`);
    })
    .join(' & ');
}
