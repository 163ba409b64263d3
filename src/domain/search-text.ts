import newForms from 'opencc-js/dict/JPShinjitaiCharactersRev';
import type { Json } from './json.js';
import type { Development, PolicyHeader, Ruling, Source } from './policy-event.js';

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

/**
 * An English word without its ending of a plural or of the third person, so that "patriots" finds "patriot": the S-stemmer (D.
 * Harman, How effective is suffixing?, 1991), which rarely confuses two words; it also removes -es after a sibilant. Words of
 * up to three letters, and words with other letters than a to z, stay unchanged.
 */
function stemOf(word: string): string {
  if (word.length <= SHORT || !/^[a-z]+$/.test(word)) return word;
  if (/(?<![ae])ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word;
}

const SHORT = 3;

/**
 * Variants of characters in names that are missing in the lists of old forms, mapped to the form that most people type. NFKC
 * maps compatibility ideographs, but not those that Unicode calls unified (such as 﨑), so these are listed here.
 */
const NAME_VARIANTS =
  '髙高 﨑崎 𠮷吉 濵浜 邉辺 栁柳 桒桑 嶋島 嶌島 槗橋 𣘺橋 冨富 舘館 渕淵 曻昇 靑青 淸清 敎教';

/** Old and variant forms of characters: "國" is found as "国" (常用漢字表 and 人名用漢字表, as listed by OpenCC). */
const MODERN: ReadonlyMap<string, string> = new Map([
  ...NAME_VARIANTS.split(' ').map(pairOf),
  ...newForms.split('|').map((pair) => pairOf(pair.replace(' ', ''))),
]);
const OLD = new RegExp(`[${[...MODERN.keys()].join('')}]`, 'gu');

/** Latin letters that Unicode does not decompose into a letter and a mark. */
const LETTERS: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ł: 'l',
  ı: 'i',
};
const ODD = new RegExp(`[${Object.keys(LETTERS).join('')}]`, 'gu');
/** Marks on Latin and Greek letters; on kana and Cyrillic, marks make other letters. */
const ACCENTS = /(?<=[\p{sc=Latin}\p{sc=Greek}]\p{M}*)\p{M}/gu;

const KATAKANA = /[\u30a1-\u30f6]/gu;
const TO_HIRAGANA = 0x60;

/**
 * The form in which a search compares texts: NFKC (width, ligatures), lower case, no accents on Latin and Greek letters,
 * katakana as hiragana, old and variant kanji in their new form. The table of texts holds this form: after a change here, or of
 * the dictionary's version, a migration must empty it (see 20261126000001_search_folds).
 */
export function folded(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .normalize('NFD')
    .replace(ACCENTS, '')
    .normalize('NFC')
    .replace(ODD, (letter) => LETTERS[letter] ?? letter)
    .replace(KATAKANA, (kana) => String.fromCharCode(kana.charCodeAt(0) - TO_HIRAGANA))
    .replace(OLD, (old) => MODERN.get(old) ?? old);
}

function pairOf(pair: string): [string, string] {
  const [old = '', modern = ''] = Array.from(pair);
  return [old, modern];
}
