import type { Words } from '../words/en.js';
import type { Language } from '../words/translation.js';
import { longDate } from './long-date.js';

/** Phrases for dates in a language. */
type Phrases = Words['date'];

const INTERVAL = /^(\[?)(.*?)(?:\.\.|\/)(.*?)(\]?)$/;

/**
 * EDTF in words, such as "by February 2024" for `[..2024-02]`; unknown forms are unchanged. The form reads these words back as
 * the same date.
 */
export function said(text: string, phrases: Phrases, language: Language): string {
  const [, bracket, start = '', end = ''] =
    INTERVAL.exec(text.replaceAll('/..', '/').replace('../', '/')) ?? [];
  if (bracket === undefined) return date(text, phrases, language);
  const [from, to] = [date(start, phrases, language), date(end, phrases, language)];
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

function date(text: string, phrases: Phrases, language: Language): string {
  const [, plain = text, qualifier] = /^(.*?)([?~%])?$/.exec(text) ?? [];
  const about = (words: string) => (qualifier === '~' || qualifier === '%' ? phrases.about(words) : words);
  const doubted = (words: string) =>
    qualifier === '?' || qualifier === '%' ? phrases.doubted(words) : words;
  return doubted(about(unqualified(plain, phrases, language)));
}

function unqualified(text: string, phrases: Phrases, language: Language): string {
  const [, year = '', code] = /^(\d{4})-(2[1-4]|3[3-6])$/.exec(text) ?? [];
  if (code !== undefined)
    return Number(code) < 30 ? phrases.season(year, Number(code)) : phrases.quarter(year, Number(code) - 32);
  const decade = /^(\d{3})X$/.exec(text)?.[1];
  if (decade !== undefined) return phrases.decade(`${decade}0`);
  // "Some day of a year or month" is the same as the year or month itself.
  return longDate(text.replace(/(-XX)+$/, ''), language);
}
