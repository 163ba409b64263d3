import { fieldLabel, wordLabel } from '../../domain/labels/field-label.js';
import { AREAS } from '../../domain/labels/areas.js';
import type { Family } from '../../domain/labels/label.js';
import { readable } from '../../domain/labels/readable.js';
import { STATUSES } from '../../domain/labels/vocabulary.js';
import { type Language, wordsIn } from './words.js';

const LONGEST = 100;

const statusOf = (slug: string) => (Object.hasOwn(STATUSES, slug) ? STATUSES[slug] : undefined);

/** The family of a value of `status`, which gives its colour; values of other fields have none. */
export const familyOf = (field: string, value: unknown): Family =>
  (field === 'status' && typeof value === 'string' ? statusOf(value)?.family : undefined) ?? 'other';

/** A value in words; a long one is cut. */
export function valueText(value: unknown, field: string, language: Language): string {
  return shortened(whole(value, field, language), LONGEST);
}

export const shortened = (text: string, most: number): string =>
  text.length > most
    ? `${Array.from(text)
        .slice(0, most - 1)
        .join('')}…`
    : text;

function whole(value: unknown, field: string, language: Language): string {
  const words = wordsIn(language);
  if (value === null || value === undefined) return words.none;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'string') return wordText(value, field, language);
  if (Array.isArray(value)) return value.map((each) => whole(each, field, language)).join(words.listed);
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, member]) => `${fieldLabel(name)[language]} ${whole(member, name, language)}`)
      .join(words.listed);
  return JSON.stringify(value);
}

function wordText(slug: string, field: string, language: Language): string {
  const label = (field === 'status' ? statusOf(slug) : undefined) ?? wordLabel(slug);
  if (label) return language === 'en' ? lower(label.en) : label.ja;
  return field === 'status' ? readable(slug).toLowerCase() : slug;
}

/** A label inside a sentence; names and abbreviations stay. */
const lower = (label: string): string =>
  /^[A-Z][a-z]+( |$)/.test(label) ? label.charAt(0).toLowerCase() + label.slice(1) : label;

export const areaText = (area: string, language: Language): string =>
  (Object.hasOwn(AREAS, area) ? AREAS[area]?.[language] : undefined) ?? readable(area);

/** Where a policy is, in words: countries by ISO 3166-1, others by their own code. */
export function placeText(code: string, language: Language): string {
  try {
    return new Intl.DisplayNames([language], { type: 'region' }).of(code) ?? code;
  } catch {
    return code;
  }
}
