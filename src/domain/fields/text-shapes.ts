import { EdtfError } from '../edtf-error.js';
import { parseEdtf } from '../edtf.js';
import { FIELD_PATH, isFieldPath, isSlug, SLUG } from '../field-path.js';
import { FISCAL_CALENDARS } from '../fiscal-year.js';
import { nearest } from '../nearest.js';
import type { PayloadProblem, Shape, Widget } from './shape.js';

/** Text of 1 to `maxLength` characters (Unicode code points, as in JSON Schema), stored exactly. */
export function textShape(maxLength: number, widget: Widget = 'text'): Shape {
  const detail = `must be text of 1 to ${maxLength} characters`;
  return {
    widget,
    schema: { type: 'string', minLength: 1, maxLength },
    problems: (value, pointer) => {
      const fits = typeof value === 'string' && value !== '' && isNoLonger(value, maxLength);
      return fits ? [] : [{ pointer, detail }];
    },
  };
}

/** There are at most as many code points as code units, so they are counted only if the code units do not decide it. */
function isNoLonger(text: string, maxLength: number): boolean {
  return text.length <= maxLength || (text.length <= 2 * maxLength && Array.from(text).length <= maxLength);
}

export const slugShape: Shape = {
  widget: 'slug',
  schema: { type: 'string', pattern: SLUG.source },
  problems: (value, pointer) =>
    typeof value === 'string' && isSlug(value)
      ? []
      : [
          {
            pointer,
            detail: 'must be a slug: 1 to 100 letters, digits, ".", "_" or "-", for example "pac-3"',
          },
        ],
};

export const fieldPathShape: Shape = {
  widget: 'field-path',
  schema: { type: 'string', pattern: FIELD_PATH.source },
  problems: (value, pointer) =>
    typeof value === 'string' && isFieldPath(value)
      ? []
      : [{ pointer, detail: 'must be a field, for example "quantity" or "items/pac-3"' }],
};

/** One value of a closed list. */
export function choiceShape(allowed: readonly string[]): Shape {
  return {
    widget: 'choice',
    schema: { type: 'string', enum: [...allowed] },
    problems: (value, pointer) => {
      if (typeof value === 'string' && allowed.includes(value)) return [];
      const didYouMean = typeof value === 'string' ? nearest(value, allowed) : undefined;
      return [{ pointer, detail: `must be one of ${allowed.join(', ')}`, allowed, didYouMean }];
    },
  };
}

const LONGEST_REFERENCE = 200;

/** The number or name that a parliament gives: 14, or "第14号"; stored as given. */
export const referenceShape: Shape = {
  widget: 'reference',
  schema: { type: ['string', 'integer'], minLength: 1, maxLength: LONGEST_REFERENCE, minimum: 0 },
  problems: (value, pointer) =>
    (typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
    textShape(LONGEST_REFERENCE).problems(value, pointer).length === 0
      ? []
      : [{ pointer, detail: `must be a whole number or text of 1 to ${LONGEST_REFERENCE} characters` }],
};

/** A date or period (see parseEdtf); a fiscal year is stored as its text. */
export const edtfShape: Shape = {
  widget: 'edtf',
  schema: {
    anyOf: [
      { type: 'string', format: 'edtf', minLength: 1, maxLength: 60 },
      {
        type: 'object',
        properties: {
          fiscalYear: { type: 'integer', minimum: 2, maximum: 9998 },
          calendar: { type: 'string', enum: [...FISCAL_CALENDARS] },
        },
        required: ['fiscalYear', 'calendar'],
        additionalProperties: false,
      },
    ],
  },
  problems: edtfProblems,
  normalised: (value) => parseEdtf(value).text,
};

export function edtfProblems(value: unknown, pointer: string): PayloadProblem[] {
  try {
    parseEdtf(value);
    return [];
  } catch (error) {
    if (!(error instanceof EdtfError)) throw error;
    return [{ pointer: pointer + error.pointer, detail: `${error.message}; ${error.hint}` }];
  }
}
