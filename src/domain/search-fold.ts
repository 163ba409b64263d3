import newForms from 'opencc-js/dict/JPShinjitaiCharactersRev';

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
