import { UNCERTAIN } from '../../domain/field-entry.js';
import type { Json } from '../../domain/json.js';
import { choice, day, instant, integer, yesOrNo, type Parameter } from '../../domain/values/parameter.js';

/** Whether a request could have had this value in a page token: it is repeated in answers and sent to the database. */
export type Check = (value: unknown) => boolean;

/** The check of each member of a page token. */
export type Members = Readonly<Record<string, Check>>;

export const isText: Check = (value) => typeof value === 'string';
/** What a parameter of a request could have been read as. */
export const readAs =
  (parameter: Parameter<unknown>): Check =>
  (value) =>
    parameter.problems(value, '').length === 0 && parameter.normalised?.(value as Json) === value;
export const isDayText = readAs(day(''));
export const isFlag = readAs(yesOrNo(''));
/** A whole number from 0 on. */
export const isCount = readAs(integer(0, Number.MAX_SAFE_INTEGER, ''));
export const isInstant = readAs(instant(''));
export const oneOf = (allowed: readonly string[]): Check => readAs(choice(allowed, ''));
export const optional =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);

export const isUncertain = oneOf(UNCERTAIN);

/** Known position, and day of publication. */
export const KNOWN_MEMBERS = {
  position: isCount,
  beyondHead: isFlag,
  knownAt: optional(isInstant),
  publishedBy: optional(isDayText),
};

/** A complete basis. */
export const BASIS_MEMBERS = { ...KNOWN_MEMBERS, asOf: isDayText, uncertain: isUncertain };
