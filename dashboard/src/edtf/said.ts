import type { Words } from '../words/en.js';

/** How dates are said in a language. */
type Phrases = Words['date'];
type Plain = (date: string) => string;

const INTERVAL = /^(\[?)(.*?)(?:\.\.|\/)(.*?)(\]?)$/;

/**
 * EDTF in words, such as "by 2024-02" for `[..2024-02]`; what is not known here stays as it is.
 * @param plain how a year, month or day is written; left out: as ISO 8601
 */
export function said(text: string, phrases: Phrases, plain: Plain = (date) => date): string {
  const [, bracket, start = '', end = ''] =
    INTERVAL.exec(text.replaceAll('/..', '/').replace('../', '/')) ?? [];
  if (bracket === undefined) return date(text, phrases, plain);
  const [from, to] = [date(start, phrases, plain), date(end, phrases, plain)];
  if (text.endsWith('/')) return phrases.endUnknown(from);
  if (text.startsWith('/')) return phrases.beginUnknown(to);
  if (bracket === '[') {
    const year = aprilToMarch(start, end);
    if (year !== null) return phrases.fiscal(year);
    if (start === '') return phrases.by(to);
    return end === '' ? phrases.later(from) : phrases.between(from, to);
  }
  if (start === '' && end === '') return text;
  if (start === '') return phrases.until(to);
  return end === '' ? phrases.since(from) : phrases.span(from, to);
}

/** The fiscal year of Japan and the United Kingdom that the range is, or null. */
function aprilToMarch(start: string, end: string): string | null {
  const year = /^(\d{4})-04-01$/.exec(start)?.[1];
  return year !== undefined && end === `${String(Number(year) + 1)}-03-31` ? year : null;
}

function date(text: string, phrases: Phrases, written: Plain): string {
  const [, plain = text, qualifier] = /^(.*?)([?~%])?$/.exec(text) ?? [];
  const about = (words: string) => (qualifier === '~' || qualifier === '%' ? phrases.about(words) : words);
  const doubted = (words: string) =>
    qualifier === '?' || qualifier === '%' ? phrases.doubted(words) : words;
  return doubted(about(unqualified(plain, phrases, written)));
}

function unqualified(text: string, phrases: Phrases, plain: Plain): string {
  const [, year = '', code] = /^(\d{4})-(2[1-4]|3[3-6])$/.exec(text) ?? [];
  if (code !== undefined)
    return Number(code) < 30 ? phrases.season(year, Number(code)) : phrases.quarter(year, Number(code) - 32);
  const decade = /^(\d{3})X$/.exec(text)?.[1];
  if (decade !== undefined) return phrases.decade(`${decade}0`);
  // Some day of a year, or of a month, is what the year or the month says, too.
  return plain(text.replace(/(-XX)+$/, ''));
}
