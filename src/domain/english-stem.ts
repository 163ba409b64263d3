/**
 * An English word without the ending of a plural or of the third person, so that "patriots" finds "patriot": the S-stemmer
 * (D. Harman, How effective is suffixing?, 1991), which hardly ever takes two words for one, and -es off behind a hissing
 * sound. Words of up to three letters, and of other letters than a to z, stay.
 */
export function stemOf(word: string): string {
  if (word.length <= SHORT || !/^[a-z]+$/.test(word)) return word;
  if (/(?<![ae])ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(ss|x|z|ch|sh)es$/.test(word)) return word.slice(0, -2);
  return /[^us]s$/.test(word) ? word.slice(0, -1) : word;
}

const SHORT = 3;
