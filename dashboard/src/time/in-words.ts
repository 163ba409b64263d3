import { longDate } from '../edtf/long-date.js';
import type { Language } from '../words/translation.js';
import type { Words } from '../words/en.js';
import type { Basis } from './basis.js';

const LOCALES: Readonly<Record<Language, string>> = { en: 'en-GB', ja: 'ja-JP' };

/** An instant in UTC: the day alone where it is the end of that day, else to the second. */
export function instantInWords(language: Language, instant: string): string {
  if (/T23:59:59(\.9+)?Z$/.test(instant)) return longDate(instant.slice(0, 10), language);
  const options = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'UTC' } as const;
  return `${new Intl.DateTimeFormat(LOCALES[language], options).format(new Date(instant))} UTC`;
}

/**
 * The basis of an answer, as a sentence without its full stop: "As of 31 July 2024, as known now".
 * @param shownDay the day of today; default: the word; null: the answer is about all days
 */
export function basisInWords(
  language: Language,
  words: Words,
  basis: Basis,
  shownDay?: string | null,
): string {
  const { knownAt, position, publishedBy, uncertain } = basis;
  const { says } = words;
  const asOf = shownDay === null ? null : (basis.asOf ?? shownDay);
  return [
    asOf === null ? says.allDays : asOf === undefined ? says.today : says.asOf(longDate(asOf, language)),
    knownAt !== undefined
      ? says.knownAt(instantInWords(language, knownAt))
      : position !== undefined
        ? says.knownPosition(position)
        : says.knownNow,
    ...(publishedBy === undefined ? [] : [says.publishedBy(longDate(publishedBy, language))]),
    ...(uncertain === undefined || uncertain === 'flag' ? [] : [says[uncertain]]),
  ].join(says.comma);
}

/** Whether another moment of knowledge than now is asked for. */
export const isKnownThen = ({ knownAt, position }: Basis): boolean =>
  knownAt !== undefined || position !== undefined;

/** The moment of knowledge alone: "now", an instant or a position of the log. */
export function knownInWords({ knownAt, position }: Basis, language: Language, words: Words): string {
  if (knownAt !== undefined) return instantInWords(language, knownAt);
  return position === undefined ? words.nowKnown : words.positionKnown(position);
}
