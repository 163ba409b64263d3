/**
 * An English word without its ending of a plural or of the third person, so that "patriots" finds "patriot": the S-stemmer (D.
 * Harman, How effective is suffixing?, 1991), which rarely confuses two words; it also removes -es after a sibilant. Words of
 * up to three letters, and words with other letters than a to z, stay unchanged.
 */
export function stemOf(word: string): string {
  if (word.length <= SHORT || !/^[a-z]+$/.test(word)) return word;
  if (/(?<![ae])ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word;
}

const SHORT = 3;
