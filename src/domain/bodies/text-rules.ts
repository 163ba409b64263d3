import type { Rule } from './rule.js';

/** Text that matches a pattern; if its lower-case form matches, that is suggested. */
export function patternRule(pattern: RegExp, detail: string): Rule {
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

export const policyIdRule = patternRule(
  /^[a-z0-9][a-z0-9._-]{0,199}$/,
  'must be 1 to 200 small letters, digits, ".", "_" or "-", a letter or digit first, for example "jp-tomahawk-procurement"',
);

export const areaRule = patternRule(
  /^[a-z0-9][a-z0-9._-]{0,99}$/,
  'must be 1 to 100 small letters, digits, ".", "_" or "-", a letter or digit first, for example "arms-export"',
);

/** Printable: no control characters, line or paragraph separators, or lone surrogates. Length in code points. */
const EXTERNAL_ID = /^[^\p{Cc}\p{Zl}\p{Zp}\p{Cs}]{1,200}$/u;

/** An external identifier of a development or retraction. */
export const externalIdRule: Rule = {
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
export const urlRule: Rule = {
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
export const sequenceRule: Rule = {
  schema: { type: 'integer', minimum: 1, maximum: Number.MAX_SAFE_INTEGER },
  problems: (value, pointer) =>
    Number.isSafeInteger(value) && Number(value) >= 1
      ? []
      : [{ pointer, detail: `must be a whole number from 1 to ${Number.MAX_SAFE_INTEGER}, without quotes` }],
};

export const yesOrNoRule: Rule = {
  schema: { type: 'boolean' },
  problems: (value, pointer) =>
    typeof value === 'boolean' ? [] : [{ pointer, detail: 'must be true or false' }],
};
