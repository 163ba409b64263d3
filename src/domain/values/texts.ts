import { EdtfError } from '../edtf-error.js';
import { parseEdtf } from '../edtf.js';
import { FIELD_PATH, isFieldPath, isSlug, SLUG } from '../field-path.js';
import { FISCAL_CALENDARS } from '../fiscal-year.js';
import { nearest } from '../nearest.js';
import type { PayloadProblem, FormValue, Widget, Value } from './value.js';

/** Text of 1 to `maxLength` characters (Unicode code points, as in JSON Schema), stored exactly. */
export function textValue(maxLength: number, widget: Widget = 'text'): FormValue {
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

export const slugValue: FormValue = {
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

export const fieldPathValue: FormValue = {
  widget: 'field-path',
  schema: { type: 'string', pattern: FIELD_PATH.source },
  problems: (value, pointer) =>
    typeof value === 'string' && isFieldPath(value)
      ? []
      : [{ pointer, detail: 'must be a field, for example "quantity" or "items/pac-3"' }],
};

/** One value of a closed list. */
export function choiceValue(allowed: readonly string[]): FormValue {
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
export const referenceValue: FormValue = {
  widget: 'reference',
  schema: { type: ['string', 'integer'], minLength: 1, maxLength: LONGEST_REFERENCE, minimum: 0 },
  problems: (value, pointer) =>
    (typeof value === 'number' && Number.isInteger(value) && value >= 0) ||
    textValue(LONGEST_REFERENCE).problems(value, pointer).length === 0
      ? []
      : [{ pointer, detail: `must be a whole number or text of 1 to ${LONGEST_REFERENCE} characters` }],
};

/** A date or period (see parseEdtf); a fiscal year is stored as its text. */
export const edtfValue: FormValue = {
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

/** Text that matches a pattern; if its lower-case form matches, that is suggested. */
export function patternValue(pattern: RegExp, detail: string): Value {
  return {
    schema: { type: 'string', pattern: pattern.source },
    problems: (value, pointer) => {
      if (typeof value !== 'string') return [{ pointer, detail }];
      if (pattern.test(value)) return [];
      const lower = value.toLowerCase();
      return [{ pointer, detail, didYouMean: pattern.test(lower) ? lower : undefined }];
    },
  };
}

export const policyIdValue = patternValue(
  /^[a-z0-9][a-z0-9._-]{0,199}$/,
  'must be 1 to 200 small letters, digits, ".", "_" or "-", a letter or digit first, for example "jp-tomahawk-procurement"',
);

export const areaValue = patternValue(
  /^[a-z0-9][a-z0-9._-]{0,99}$/,
  'must be 1 to 100 small letters, digits, ".", "_" or "-", a letter or digit first, for example "arms-export"',
);

/** Printable: no control characters, line or paragraph separators, or lone surrogates. Length in code points. */
const EXTERNAL_ID = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]{1,200}$/u;

/** An external identifier of a development or retraction. */
export const externalIdValue: Value = {
  schema: { type: 'string', pattern: EXTERNAL_ID.source },
  problems: (value, pointer) =>
    typeof value === 'string' && EXTERNAL_ID.test(value)
      ? []
      : [
          {
            pointer,
            detail: 'must be text of 1 to 200 printable characters in one line, for example "seed:7"',
          },
        ],
};

/**
 * A scheme in any case (RFC 3986, section 3.1), then an authority; the URL class alone would accept "http:x", too. No user
 * information: in "https://jimin.jp@evil.example/" a reader sees one host and the link leads to another.
 */
const ABSOLUTE_URL = /^[Hh][Tt][Tt][Pp][Ss]?:\/\/[^\s\p{Cc}/?#\\@]+([/?#][^\s\p{Cc}\\]*)?$/u;
const USER_INFORMATION = /^https?:\/\/[^/?#\\]*@/i;
const LONGEST_URL = 2048;

/** An absolute http or https URL (WHATWG URL), stored exactly as given; it may contain characters of other scripts. */
export const urlValue: Value = {
  schema: { type: 'string', pattern: ABSOLUTE_URL.source, maxLength: LONGEST_URL },
  problems: (value, pointer) => {
    if (typeof value !== 'string') return [{ pointer, detail: URL_DETAIL }];
    if (USER_INFORMATION.test(value))
      return [
        {
          pointer,
          detail:
            'has user information; leave out everything from behind "//" to "@", for example "https://www.mod.go.jp/"',
        },
      ];
    const fits = value.length <= LONGEST_URL && ABSOLUTE_URL.test(value) && URL.canParse(value);
    return fits ? [] : [{ pointer, detail: URL_DETAIL }];
  },
};

const URL_DETAIL = `must be an absolute http or https URL of at most ${LONGEST_URL} characters without spaces, for example "https://www.mod.go.jp/"`;

/** A whole number from 1 up to the largest that a double holds exactly. */
export const sequenceValue: Value = {
  schema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  problems: (value, pointer) =>
    Number.isSafeInteger(value) && Number(value) >= 1
      ? []
      : [{ pointer, detail: `must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}, without quotes` }],
};

export const booleanValue: Value = {
  schema: { type: 'boolean' },
  problems: (value, pointer) =>
    typeof value === 'boolean' ? [] : [{ pointer, detail: 'must be true or false' }],
};
