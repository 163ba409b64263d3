import { pointerTo, type PayloadProblem } from '../fields/shape.js';
import { COUNTRY_CODES } from './countries.js';
import type { Rule } from './rule.js';

const CODES: ReadonlySet<string> = new Set(COUNTRY_CODES);

const CODE = 'an ISO 3166-1 alpha-2 code, two capital letters such as "JP"';

/** One country code, or a list of several without duplicates; stored as a list. */
export const jurisdictionRule: Rule = {
  schema: {
    anyOf: [
      { type: 'string', enum: [...COUNTRY_CODES] },
      {
        type: 'array',
        items: { type: 'string', enum: [...COUNTRY_CODES] },
        minItems: 1,
        maxItems: COUNTRY_CODES.length,
        uniqueItems: true,
      },
    ],
  },
  problems: (value, pointer) => {
    if (typeof value === 'string') return problemsInCode(value, pointer);
    if (Array.isArray(value) && value.length >= 1 && value.length <= COUNTRY_CODES.length)
      return problemsInList(value, pointer);
    return [{ pointer, detail: `must be ${CODE}, or a list of such codes, at least one` }];
  },
  normalised: (value) => (Array.isArray(value) ? value : [value]),
};

function problemsInList(codes: readonly unknown[], pointer: string): PayloadProblem[] {
  return codes.flatMap((code, i) => {
    const at = pointerTo(pointer, String(i));
    const first = codes.indexOf(code);
    if (first === i || typeof code !== 'string') return problemsInCode(code, at);
    return [{ pointer: at, detail: `is the same code as ${pointerTo(pointer, String(first))}` }];
  });
}

function problemsInCode(code: unknown, pointer: string): PayloadProblem[] {
  if (typeof code !== 'string') return [{ pointer, detail: `must be ${CODE}` }];
  if (CODES.has(code)) return [];
  const upper = code.toUpperCase();
  if (upper === 'EU')
    return [
      { pointer, detail: `must be ${CODE}; the European Union is no country: list its states concerned` },
    ];
  // Reserved for the United Kingdom, but not assigned; a second code for GB would split its policies.
  const meant = upper === 'UK' ? 'GB' : upper;
  return [{ pointer, detail: `must be ${CODE}`, didYouMean: CODES.has(meant) ? meant : undefined }];
}
