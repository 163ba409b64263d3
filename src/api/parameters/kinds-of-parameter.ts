import { isDay } from '../../domain/day.js';
import { nearest } from '../../domain/nearest.js';
import { readInstant } from '../../domain/instant.js';
import { mistake, type Parameter } from './parameter.js';

/** A whole number in plain digits, `min` to `max` included; both within the safe integers. */
export function integer(min: number, max: number, description: string): Parameter<number> {
  return {
    description,
    schema: { type: 'integer', minimum: min, maximum: max },
    read: (text) => {
      const value = /^(0|-?[1-9][0-9]{0,15})$/.test(text) ? Number(text) : NaN;
      return value >= min && value <= max ? { value } : mistake(`Give a whole number from ${min} to ${max}`);
    },
  };
}

/** One of a closed list of words, exactly as written. */
export function choice<const T extends string>(words: readonly T[], description: string): Parameter<T> {
  return {
    description,
    schema: { type: 'string', enum: words },
    read: (text) => {
      const value = words.find((word) => word === text);
      if (value !== undefined) return { value };
      return mistake(`Give one of: ${words.join(', ')}`, {
        allowed: words,
        didYouMean: nearest(text, words),
      });
    },
  };
}

/** `true` or `false`. */
export function yesOrNo(description: string): Parameter<boolean> {
  const { read } = choice(['true', 'false'], description);
  return {
    description,
    schema: { type: 'boolean' },
    read: (text) => {
      const reading = read(text);
      return 'value' in reading ? { value: reading.value === 'true' } : reading;
    },
  };
}

/** A civil day, `YYYY-MM-DD`, years 0001 to 9999. */
export function day(description: string): Parameter<string> {
  return {
    description,
    schema: { type: 'string', format: 'date', example: '2024-07-31' },
    read: (text) => {
      if (isDay(text)) return { value: text };
      if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return mistake(`There is no day ${text}`);
      const start = text.slice(0, 10);
      if (isDay(start)) return mistake(`Give a day without a time: ${start}`);
      return mistake('Give a day as YYYY-MM-DD, for example 2024-07-31');
    },
  };
}

/** Days separated by commas, in ascending order without repetition. */
export function days(description: string, most: number): Parameter<string[]> {
  return {
    description,
    schema: { type: 'string', example: '2023-12-31,2024-12-31' },
    read: (text) => {
      const given = text.split(',');
      const wrong = given.find((each) => !isDay(each));
      if (wrong !== undefined) return mistake(`"${wrong.slice(0, 20)}" is no day: give each as YYYY-MM-DD`);
      if (given.length > most) return mistake(`Give at most ${most} days`);
      if (given.some((each, i) => i > 0 && each <= (given[i - 1] ?? '')))
        return mistake('Give each day once, the earliest first');
      return { value: given };
    },
  };
}

/** An instant (see readInstant), as UTC text with six decimals: `2024-07-31T23:59:59.000000Z`. */
export function instant(description: string): Parameter<string> {
  return {
    description,
    schema: { type: 'string', format: 'date-time', example: '2024-07-31T23:59:59Z' },
    read: readInstant,
  };
}

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
  return {
    description,
    schema: { type: 'string', minLength: 1, maxLength, ...(pattern ? { pattern: pattern.source } : {}) },
    read: (given) => {
      if (given.length > maxLength) return mistake(`Give at most ${maxLength} characters`);
      if (/\p{Cc}/u.test(given)) return mistake('Control characters are not allowed');
      if (pattern && !pattern.test(given)) return mistake(hint ?? `It must match ${pattern.source}`);
      if (accepts && !accepts(given)) return mistake(hint ?? 'This value is not possible');
      return { value: given };
    },
  };
}
