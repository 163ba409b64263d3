import { isDay } from '../../domain/day.js';
import { UNCERTAIN } from '../../domain/field-entry.js';
import { readInstant } from '../../domain/instant.js';

/** Whether a request could have had this value in a page token: it is repeated in answers and sent to the database. */
export type Check = (value: unknown) => boolean;

/** The check of each member of a page token. */
export type Members = Readonly<Record<string, Check>>;

export const isText: Check = (value) => typeof value === 'string';
export const isDayText: Check = (value) => typeof value === 'string' && isDay(value);
const isFlag: Check = (value) => typeof value === 'boolean';
/** A whole number from 0 on. */
export const isCount: Check = (value) => Number.isSafeInteger(value) && Number(value) >= 0;
export const isInstant: Check = (value) => {
  const reading = readInstant(String(value));
  return 'value' in reading && reading.value === value;
};
export const oneOf =
  (allowed: readonly unknown[]): Check =>
  (value) =>
    allowed.includes(value);
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
