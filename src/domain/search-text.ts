import { stemOf } from './english-stem.js';
import type { Json } from './json.js';
import type { Development, PolicyHeader, Ruling, Source } from './policy-event.js';
import { folded } from './search-fold.js';

/** A run of a script without spaces, or a word. */
const SPACELESS = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー々`;
const PIECES = new RegExp(`(?<run>[${SPACELESS}]+)|(?:(?![${SPACELESS}])[\\p{L}\\p{N}\\p{M}])+`, 'gu');
/** Only this many characters of a longer word are indexed: the size of an index entry is limited. */
const LONGEST_WORD = 100;

/**
 * A part of a text. No dictionary is used. A run is indexed by each of its characters and each pair, so that any two characters
 * are found, which trigram indexes cannot do. A word is indexed whole and by its stem, and found by the beginning of either.
 */
export interface Piece {
  text: string;
  isRun: boolean;
}

/** @param text folded */
function piecesOf(text: string): Piece[] {
  return [...text.matchAll(PIECES)].map(({ 0: piece, groups }) =>
    groups?.['run'] === undefined
      ? { text: piece.slice(0, LONGEST_WORD), isRun: false }
      : { text: piece, isRun: true },
  );
}

/** The tokens that index a text. @param text folded */
export function tokensOf(text: string): Set<string> {
  const tokens = new Set<string>();
  for (const { text: piece, isRun } of piecesOf(text))
    if (!isRun) tokens.add(piece).add(stemOf(piece));
    else for (const token of [...Array.from(piece), ...pairsOf(piece)]) tokens.add(token);
  return tokens;
}

/** All pairs of neighbouring characters of a run. */
export function pairsOf(run: string): string[] {
  const characters = Array.from(run);
  return characters.slice(1).map((character, i) => `${characters[i] ?? ''}${character}`);
}

/** Whether a text contains all pieces. @param text folded */
export function holds(text: string, pieces: readonly Piece[]): boolean {
  const words = piecesOf(text).filter(({ isRun }) => !isRun);
  return pieces.every(({ text: piece, isRun }) =>
    isRun
      ? text.includes(piece)
      : words.some((word) => word.text.startsWith(piece) || stemOf(word.text).startsWith(piece)),
  );
}

/** The terms of a query: the pieces between spaces, words by their stems. Each must be found in some text of a policy. */
export function termsOf(query: string): Piece[][] {
  return folded(query)
    .split(/\s+/u)
    .map((term) => piecesOf(term).map(({ text, isRun }) => ({ text: isRun ? text : stemOf(text), isRun })))
    .filter((pieces) => pieces.length > 0);
}

/** False for a query with only punctuation, spaces and symbols: every text would match. */
export const isSearchable = (query: string): boolean => termsOf(query).length > 0;

/** The searchable text of a policy's header, folded. */
export function headerWords({ title, titles, description }: PolicyHeader): string {
  return folded([title, ...Object.values(titles ?? {}), description ?? ''].join('\n'));
}

/** The searchable text of a development, folded: the texts of its payload, its note and its sources. */
export const developmentWords = ({ data: { payload, note, sources } }: Development): string =>
  folded([...textsIn(payload), note ?? '', ...sourceWords(sources)].join('\n'));

/** The searchable text of a ruling, folded: its reason and its sources. */
export const rulingWords = ({ data: { reason, sources = [] } }: Ruling): string =>
  folded([reason, ...sourceWords(sources)].join('\n'));

const sourceWords = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ title, publisher, locator }) => [title, publisher ?? '', locator ?? '']);

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(textsIn);
}
