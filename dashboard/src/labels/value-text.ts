import { said } from '../edtf/said.js';
import type { Words } from '../words/en.js';
import { PARTIES, type Labels } from './labels.js';
import { readable } from './readable.js';

/** The texts for values: labels of the service, words of the dashboard. */
export interface Speech {
  labels: Labels;
  words: Words;
}

/** A value in parts: one phrase, and its further members with labels. */
export interface ValueParts {
  lead: string;
  rest: readonly (readonly [label: string, text: string])[];
}

/**
 * Any JSON value as a phrase for people, never JSON.
 * @param name the field, collection or member of the value: countries, dates and numbers are recognised by it
 */
export function valueText(value: unknown, name: string, speech: Speech): string {
  const { lead, rest } = valueParts(value, name, speech);
  return [lead, ...rest.map(([label, text]) => `${label}: ${text}`)].filter((part) => part !== '').join('; ');
}

export function valueParts(value: unknown, name: string, speech: Speech): ValueParts {
  if (Array.isArray(value)) return { lead: listText(value, name, speech), rest: [] };
  if (typeof value === 'object' && value !== null)
    return objectParts(value as Record<string, unknown>, name, speech);
  return { lead: plainText(value, name, speech), rest: [] };
}

const listText = (values: readonly unknown[], name: string, { labels, words }: Speech): string =>
  values.length === 0
    ? words.none
    : values
        .map((each) => valueText(each, name, { labels, words }))
        .join(labels.language === 'ja' ? '、' : ', ');

function plainText(value: unknown, name: string, { labels, words }: Speech): string {
  if (value === null) return words.nullValue;
  if (typeof value === 'boolean') return value ? words.yes : words.no;
  if (typeof value === 'number')
    return REFERENCES.includes(name) ? String(value) : numberText(value, labels.language, 'min2');
  if (typeof value !== 'string') return words.absent;
  if (name === 'status') return labels.status(value);
  if (PARTIES.includes(name) || name === 'jurisdiction') return labels.country(value);
  if (name === 'area') return labels.area(value);
  if (name === 'kind') return labels.kind(value);
  if (DATES.includes(name) || DAY.test(value)) return said(value, words.date, labels.language);
  if (name === 'field') return pathText(value, labels);
  return wordText(value, labels);
}

/** Numbers that are names: 2025 is not shown as 2,025. */
const REFERENCES: readonly string[] = ['number', 'session', 'lawNumber', 'year', 'fiscalYear'];
/** A day is shown as a day in any member. */
const DAY = /^\d{4}-(0[1-9]|1[0-2])-\d\d$/;
/** Members and collections whose values are EDTF. */
const DATES: readonly string[] = ['expected', 'date', 'previous', 'effective', 'published', 'accessed'];

/** A word of a source in another script is shown beside its label: "Passed (可決)". A slug without a label is made readable. */
function wordText(text: string, { word, language }: Labels): string {
  const label = word(text);
  if (label === undefined) return /^[a-z0-9]+(-[a-z0-9]+)+$/.test(text) ? readable(text) : text;
  return language === 'en' && /[^\p{ASCII}]/u.test(text) ? `${label} (${text})` : label;
}

/** `items/pac-3` as "Items: PAC-3". */
export function pathText(path: string, labels: Labels): string {
  const [name = '', key] = path.split('/');
  return key === undefined ? labels.field(name) : `${labels.field(name)}: ${labels.key(name, key)}`;
}

/** Members that describe the value by themselves come first. */
const LEADS: readonly string[] = ['text', 'result', 'name', 'title'];

function objectParts(value: Record<string, unknown>, name: string, speech: Speech): ValueParts {
  const measure = measureText(value, speech);
  const lead = LEADS.find((each) => typeof value[each] === 'string');
  const told = measure === null ? [lead] : ['value', 'unit', 'currency'];
  const collection = name === 'attributes';
  const rest = Object.entries(value)
    .filter(([member]) => !told.includes(member))
    .map(
      ([member, each]) =>
        [
          collection ? pathText(member, speech.labels) : memberName(name, member, speech.labels),
          valueText(each, NESTED.includes(name) ? name : member, speech),
        ] as const,
    );
  if (measure !== null) return { lead: measure, rest };
  if (lead !== undefined) return { lead: plainText(value[lead], lead, speech), rest };
  return { lead: rest.length === 0 ? speech.words.noDetails : '', rest };
}

/** Members of a payload that are collections: their keys are slugs, not names of members. */
const NESTED: readonly string[] = ['expected', 'permits', 'prohibits'];

const memberName = (name: string, member: string, labels: Labels): string =>
  NESTED.includes(name) ? labels.key(name, member) : labels.field(member);

/** `{value, unit}` and `{value, currency}` as "1,600 km" and "254,000,000,000 Japanese yen"; null for anything else. */
function measureText(value: Record<string, unknown>, { labels: { language } }: Speech): string | null {
  const { value: amount, unit, currency } = value;
  if (typeof amount !== 'number') return null;
  if (typeof currency === 'string' && /^[A-Z]{3}$/.test(currency))
    return new Intl.NumberFormat(language, {
      ...{ style: 'currency', currency, currencyDisplay: 'name' },
      ...{ minimumFractionDigits: 0, maximumFractionDigits: 20 },
    }).format(amount);
  const suffix = [unit, currency].find((each) => typeof each === 'string');
  return suffix === undefined ? null : `${numberText(amount, language, 'auto')} ${suffix}`;
}

const numberText = (value: number, language: string, useGrouping: 'auto' | 'min2'): string =>
  new Intl.NumberFormat(language, { useGrouping, maximumFractionDigits: 20 }).format(value);
