import { objectValue, type Member } from '../domain/values/object.js';
import { attributesValue } from '../domain/values/maps.js';
import { day, instant, integer, text } from '../domain/values/parameter.js';
import {
  areaValue,
  booleanValue,
  choiceValue,
  fieldPathValue,
  policyIdValue,
} from '../domain/values/texts.js';
import { bodySchema, checkBody, type Checked, type Value } from '../domain/values/value.js';
import { UNCERTAIN } from '../domain/field-entry.js';
import { canonicalText, type Json, type JsonObject } from '../domain/json.js';
import { FILTERS } from '../read/policies/filters.js';
import { STEPS, type ExportFilters, type ExportRequest } from './export-request.js';
import { FORMATS, type Format } from './formats/formats.js';
import { WHATS, type What } from './tables/table.js';

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

/** The values of these members are those of a query string, or of bodies. */
const position = integer(0, Number.MAX_SAFE_INTEGER, '');
const aDay = day('');
const aText = text('');

const MOST_ITEMS = 200;

/** One item or a list of items; stored as a list. */
const listOf = (item: Value): Value => ({
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

const equals: Value = {
  ...attributesValue,
  normalised: (values) =>
    Object.fromEntries(
      Object.entries(values as JsonObject).map(([path, value]) => [path, canonicalText(value)]),
    ),
};

const basisValue = objectValue('a basis', {
  asOf: { value: aDay, about: 'The day that states are about. Left out: today in UTC.' },
  knownAt: { value: instant(''), about: 'What was known at this instant (RFC 3339). Left out: all that is.' },
  position: {
    value: position,
    about: 'What was known once the log reached this position; instead of knownAt.',
  },
  uncertain: { value: choiceValue(UNCERTAIN), about: 'How uncertain dates are read; left out: flag.' },
  publishedBy: { value: aDay, about: 'Only what was certainly public by the end of this day.' },
});

const filter = (name: keyof typeof FILTERS): Member => ({
  value: name === 'area' ? areaValue : name === 'field.*' ? equals : FILTERS[name],
  about: FILTERS[name].description,
});

const filtersValue = objectValue('filters', {
  policyId: { value: listOf(policyIdValue), about: 'These policies only.' },
  jurisdiction: filter('jurisdiction'),
  area: filter('area'),
  status: filter('status'),
  field: { value: listOf(fieldPathValue), about: 'These fields only; for history and facts.' },
  // In file names these come after those of earlier versions.
  ...Object.fromEntries(
    (Object.keys(FILTERS) as (keyof typeof FILTERS)[]).map((name) => [
      name === 'field.*' ? 'equals' : name,
      filter(name),
    ]),
  ),
});

const daysValue = objectValue('days', {
  from: { value: aDay, required: true, about: 'The first day.' },
  to: { value: aDay, required: true, about: 'The last day, included if it is its turn.' },
  every: { value: choiceValue(STEPS), required: true, about: 'How far the days lie apart.' },
});

const exportValue = objectValue('an export', {
  what: { value: choiceValue(WHATS), required: true, about: 'Which rows.' },
  format: { value: choiceValue(FORMATS), about: 'The file format. Left out: csv, for timelinejs json.' },
  basis: { value: basisValue, about: 'What the rows rest on.', default: {} },
  filters: { value: filtersValue, about: 'Which policies and fields; all must hold.', default: {} },
  columns: {
    value: listOf(aText),
    about:
      'These columns, in this order; of states and panel also asOf, knownAt, position, publishedBy, uncertain, state/<field> (its definite value) and candidates/<field> (what it may be, where that is in doubt).',
  },
  labels: {
    value: choiceValue(['en', 'ja']),
    about: 'Head the columns with labels in this language instead of names.',
  },
  bom: { value: booleanValue, about: 'CSV begins with a byte order mark, as Excel wants it for UTF-8.' },
  since: {
    value: position,
    about: 'Only what came behind this position: for events, developments and facts.',
  },
  days: { value: daysValue, about: 'The days of a panel.' },
});

/** Reads the body of an export; all problems are reported together. */
export function checkExport(body: unknown): Checked<ExportQuery> {
  return checkBody(exportValue, body) as unknown as Checked<ExportQuery>;
}

/** The body of an export as JSON Schema 2020-12. */
export function exportSchema(): { [key: string]: Json } {
  return bodySchema('Export', 'A file to make.', exportValue);
}
