import type { Language } from '../words/translation.js';

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June'],
  ...['July', 'August', 'September', 'October', 'November', 'December'],
];
const DATE = /^(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?$/;

/** A year, month or day in words: `31 July 2024`, `July 2024`, `2024年7月31日`; other text is unchanged. Works on text, without time zones. */
export function longDate(text: string, language: Language): string {
  const [, year, month, day] = DATE.exec(text) ?? [];
  if (year === undefined) return text;
  const [m, d] = [month, day].map((part) => (part === undefined ? undefined : String(Number(part))));
  if (language === 'ja')
    return `${year}年${m === undefined ? '' : `${m}月`}${d === undefined ? '' : `${d}日`}`;
  return [d, m === undefined ? undefined : MONTHS[Number(m) - 1], year]
    .filter((part) => part !== undefined)
    .join(' ');
}

/** A short form of a day's month, for example on an axis: `Jul 2024`, `2024年7月`. */
export const shortMonth = (day: string, language: Language): string =>
  longDate(day.slice(0, 7), language).replace(/^([A-Z][a-z]{2})[a-z]+/, '$1');
