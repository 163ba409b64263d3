import { isDay } from '../domain/day.js';
import { objectRule } from '../domain/bodies/object-rule.js';
import { bodySchema, checkBody, type Checked, type Rule } from '../domain/bodies/rule.js';
import { areaRule, policyIdRule } from '../domain/bodies/text-rules.js';
import { UNCERTAIN } from '../domain/field-entry.js';
import { FIELD_PATH } from '../domain/field-path.js';
import { readInstant } from '../domain/instant.js';
import type { Json, JsonObject } from '../domain/json.js';
import { nearest } from '../domain/nearest.js';
import {
  FORMATS,
  STEPS,
  WHATS,
  type ExportFilters,
  type ExportRequest,
  type Format,
  type What,
} from './export-request.js';

/** An export as requested, before its basis is resolved. */
export type ExportQuery = Pick<ExportRequest, 'columns' | 'labels' | 'bom' | 'since' | 'days'> & {
  what: What;
  format?: Format;
  basis: {
    asOf?: string;
    knownAt?: string;
    position?: number;
    uncertain?: 'flag' | 'include' | 'exclude';
    publishedBy?: string;
  };
  filters: ExportFilters;
};

const rule = (schema: JsonObject, holds: (value: unknown) => boolean, detail: string): Rule => ({
  schema,
  problems: (value, pointer) => (holds(value) ? [] : [{ pointer, detail }]),
});

const choice = (words: readonly string[]): Rule => ({
  schema: { enum: [...words] },
  problems: (value, pointer) => {
    if (words.includes(value as string)) return [];
    const didYouMean = typeof value === 'string' ? nearest(value, words) : undefined;
    return [{ pointer, detail: `must be one of ${words.join(', ')}`, allowed: words, didYouMean }];
  },
});

const yesOrNo = rule({ type: 'boolean' }, (value) => typeof value === 'boolean', 'must be true or false');

const position = rule(
  { type: 'integer', minimum: 0, maximum: Number.MAX_SAFE_INTEGER },
  (value) => Number.isSafeInteger(value) && Number(value) >= 0,
  'must be a position of the log: a whole number from 0 on, without quotes',
);

const day = rule(
  { type: 'string', format: 'date' },
  (value) => typeof value === 'string' && isDay(value),
  'must be a day that exists, for example "2024-07-31"',
);

const instant: Rule = {
  schema: { type: 'string', format: 'date-time' },
  problems: (value, pointer) => {
    const reading = readInstant(typeof value === 'string' ? value : '');
    return 'value' in reading ? [] : [{ pointer, detail: reading.mistake.detail }];
  },
  normalised: (value) => (readInstant(value as string) as { value: string }).value,
};

const field = rule(
  { type: 'string', pattern: FIELD_PATH.source },
  (value) => typeof value === 'string' && FIELD_PATH.test(value),
  'must be a field, for example "status" or "items/pac-3"',
);

const text = rule(
  { type: 'string', minLength: 1, maxLength: 200 },
  (value) => typeof value === 'string' && value.length > 0 && value.length <= 200,
  'must be a text of 1 to 200 characters',
);

const MOST_ITEMS = 200;

/** One item or a list of items; stored as a list. */
const listOf = (item: Rule): Rule => ({
  schema: {
    anyOf: [
      item.schema,
      { type: 'array', items: item.schema, minItems: 1, maxItems: MOST_ITEMS, uniqueItems: true },
    ],
  },
  problems: (value, pointer) => {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    if (items.length === 0 || items.length > MOST_ITEMS)
      return [{ pointer, detail: `must name 1 to ${MOST_ITEMS}` }];
    if (new Set(items).size < items.length) return [{ pointer, detail: 'names one of them twice' }];
    return items.flatMap((one, i) => item.problems(one, Array.isArray(value) ? `${pointer}/${i}` : pointer));
  },
  normalised: (value) => (Array.isArray(value) ? value : [value]),
});

const basisRule = objectRule('a basis', {
  asOf: { rule: day, about: 'The day that states are about. Left out: today in UTC.' },
  knownAt: { rule: instant, about: 'What was known at this instant (RFC 3339). Left out: all that is.' },
  position: {
    rule: position,
    about: 'What was known once the log reached this position; instead of knownAt.',
  },
  uncertain: { rule: choice(UNCERTAIN), about: 'How uncertain dates are read; left out: flag.' },
  publishedBy: { rule: day, about: 'Only what was certainly public by the end of this day.' },
});

const filtersRule = objectRule('filters', {
  policyId: { rule: listOf(policyIdRule), about: 'These policies only.' },
  jurisdiction: {
    rule: rule(
      { type: 'string', pattern: '^[A-Z]{2}$' },
      (value) => typeof value === 'string' && /^[A-Z]{2}$/.test(value),
      'must be a two-letter code in capitals, for example "JP"',
    ),
    about: 'Policies of this ISO 3166-1 code.',
  },
  area: { rule: areaRule, about: 'Policies of this area.' },
  status: { rule: text, about: 'Policies whose status is definitely this; for states and panel.' },
  field: { rule: listOf(field), about: 'These fields only; for history and facts.' },
});

const daysRule = objectRule('days', {
  from: { rule: day, required: true, about: 'The first day.' },
  to: { rule: day, required: true, about: 'The last day, included if it is its turn.' },
  every: { rule: choice(STEPS), required: true, about: 'How far the days lie apart.' },
});

const exportRule = objectRule('an export', {
  what: { rule: choice(WHATS), required: true, about: 'Which rows.' },
  format: { rule: choice(FORMATS), about: 'The file format. Left out: csv, for timelinejs json.' },
  basis: { rule: basisRule, about: 'What the rows rest on.', default: {} },
  filters: { rule: filtersRule, about: 'Which policies and fields; all must hold.', default: {} },
  columns: {
    rule: listOf(text),
    about:
      'These columns, in this order; of states and panel also asOf, knownAt, position, publishedBy, uncertain, state/<field> (its definite value) and candidates/<field> (what it may be, where that is in doubt).',
  },
  labels: {
    rule: choice(['en', 'ja']),
    about: 'Head the columns with labels in this language instead of names.',
  },
  bom: { rule: yesOrNo, about: 'CSV begins with a byte order mark, as Excel wants it for UTF-8.' },
  since: {
    rule: position,
    about: 'Only what came behind this position: for events, developments and facts.',
  },
  days: { rule: daysRule, about: 'The days of a panel.' },
});

/** Reads the body of an export; all problems are reported together. */
export function checkExport(body: unknown): Checked<ExportQuery> {
  return checkBody(exportRule, body) as unknown as Checked<ExportQuery>;
}

/** The body of an export as JSON Schema 2020-12. */
export function exportSchema(): { [key: string]: Json } {
  return bodySchema('Export', 'A file to make.', exportRule);
}
