import { isDay } from '../day.js';
import { readInstant } from '../instant.js';
import type { Json, JsonObject } from '../json.js';
import { nearest } from '../nearest.js';
import type { Value } from './value.js';

/** The result of reading a parameter's text. */
export type Reading<T> =
  | { value: T }
  | { mistake: { detail: string; allowed?: readonly string[]; didYouMean?: string | undefined } };

/** A value of a query string: how it is read and documented. In a body or a page token it is a Value like any other. */
export interface Parameter<T> extends Value {
  description: string;
  /** `text` is decoded and not empty. */
  read: (text: string) => Reading<T>;
}

/**
 * Parameters with a common prefix, such as `field.status` and `field.quantity`: declared as `field.*`, read as one record by
 * the rest of their names.
 */
export interface Family<T> extends Parameter<T> {
  /** What the rest of the name may be. */
  rest: { pattern: RegExp; hint: string };
}

export type Parameters = Readonly<Record<string, Parameter<unknown>>>;

/** The result of readParameters for these parameters; each may be absent. */
export type ValuesOf<P extends Parameters> = {
  [Name in keyof P]?: P[Name] extends Family<infer T>
    ? Readonly<Record<string, T>>
    : P[Name] extends Parameter<infer T>
      ? T
      : never;
};

export function mistake(
  detail: string,
  help: { allowed?: readonly string[]; didYouMean?: string | undefined } = {},
): { mistake: { detail: string; allowed?: readonly string[]; didYouMean?: string | undefined } } {
  return { mistake: { detail, ...help } };
}

/** A parameter from how its text is read; in JSON, numbers and booleans are given without quotes. */
export function parameter<T>(
  description: string,
  schema: JsonObject,
  read: (text: string) => Reading<T>,
): Parameter<T> {
  return {
    ...{ description, schema, read },
    problems: (value, pointer) => {
      if (typeof value !== 'string' && typeof value !== 'number' && typeof value !== 'boolean')
        return [{ pointer, detail: ofType(schema) }];
      const reading = read(String(value));
      if ('mistake' in reading) return [{ pointer, ...reading.mistake }];
      return typeof reading.value === typeof value ? [] : [{ pointer, detail: ofType(schema) }];
    },
    normalised: (value) =>
      typeof value === 'object' ? value : (read(String(value)) as { value: Json }).value,
  };
}

const ofType = ({ type }: JsonObject): string =>
  type === 'string' ? 'must be a string' : `must be of type ${type as string}, without quotes`;

/** A whole number in plain digits, `min` to `max` included; both within the safe integers. */
export const integer = (min: number, max: number, description: string): Parameter<number> =>
  parameter(description, { type: 'integer', minimum: min, maximum: max }, (text) => {
    const value = /^(0|-?[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
    return value >= min && value <= max ? { value } : mistake(`Give a whole number from ${min} to ${max}`);
  });

/** One of a closed list of words, exactly as written. */
export const choice = <const T extends string>(words: readonly T[], description: string): Parameter<T> =>
  parameter(description, { type: 'string', enum: [...words] }, (text) => {
    const value = words.find((word) => word === text);
    if (value !== undefined) return { value };
    return mistake(`Give one of: ${words.join(', ')}`, { allowed: words, didYouMean: nearest(text, words) });
  });

/** `true` or `false`. */
export function yesOrNo(description: string): Parameter<boolean> {
  const { read } = choice(['true', 'false'], description);
  return parameter(description, { type: 'boolean' }, (text) => {
    const reading = read(text);
    return 'value' in reading ? { value: reading.value === 'true' } : reading;
  });
}

/** A civil day, `YYYY-MM-DD`, years 0001 to 9999. */
export const day = (description: string): Parameter<string> =>
  parameter(description, { type: 'string', format: 'date', example: '2024-07-31' }, (text) => {
    if (isDay(text)) return { value: text };
    if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return mistake(`There is no day ${text}`);
    const start = text.slice(0, 10);
    if (isDay(start)) return mistake(`Give a day without a time: ${start}`);
    return mistake('Give a day as YYYY-MM-DD, for example 2024-07-31');
  });

/** Days separated by commas, in ascending order without repetition. */
export const days = (description: string, most: number): Parameter<string[]> =>
  parameter(description, { type: 'string', example: '2023-12-31,2024-12-31' }, (text) => {
    const given = text.split(',');
    const wrong = given.find((each) => !isDay(each));
    if (wrong !== undefined) return mistake(`"${wrong.slice(0, 20)}" is no day: give each as YYYY-MM-DD`);
    if (given.length > most) return mistake(`Give at most ${most} days`);
    if (given.some((each, i) => i > 0 && each <= (given[i - 1] ?? '')))
      return mistake('Give each day once, the earliest first');
    return { value: given };
  });

/** An instant (see readInstant), as UTC text with six decimals: `2024-07-31T23:59:59.000000Z`. */
export const instant = (description: string): Parameter<string> =>
  parameter(
    description,
    { type: 'string', format: 'date-time', example: '2024-07-31T23:59:59Z' },
    readInstant,
  );

interface TextLimits {
  maxLength?: number;
  pattern?: RegExp;
  /** A check that a pattern cannot express. */
  accepts?: (text: string) => boolean;
  hint?: string;
}

/** Any text of up to `maxLength` characters without control characters; `pattern` and `accepts` narrow it, `hint` says how. */
export function text(
  description: string,
  { maxLength = 200, pattern, accepts, hint }: TextLimits = {},
): Parameter<string> {
  const schema = { type: 'string', minLength: 1, maxLength, ...(pattern ? { pattern: pattern.source } : {}) };
  return parameter(description, schema, (given) => {
    if (given === '') return mistake('It is empty');
    if (given.length > maxLength) return mistake(`Give at most ${maxLength} characters`);
    if (/\p{Cc}/u.test(given)) return mistake('Control characters are not allowed');
    if (pattern && !pattern.test(given)) return mistake(hint ?? `It must match ${pattern.source}`);
    if (accepts && !accepts(given)) return mistake(hint ?? 'This value is not possible');
    return { value: given };
  });
}
