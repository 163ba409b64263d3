import pg from 'pg';

/** The standard parser of `pg`; its types list only some of the type numbers that it accepts. */
const standard = pg.types.getTypeParser as (
  oid: number,
  format: 'text' | 'binary',
) => (text: string) => unknown;
const BIGINT = 20;
const BIGINT_ARRAY = 1016;
const TEXT_ARRAY = 1009;
/** date, timestamp, timestamptz, numeric, and arrays of these. */
const EXACT_TEXT = new Set([1082, 1114, 1184, 1700]);
const EXACT_TEXT_ARRAYS = new Set([1182, 1115, 1185, 1231]);

/**
 * Days, instants and decimals stay the text that PostgreSQL sent: a Date loses microseconds and shifts days by the time zone, a
 * double loses digits. bigint becomes a number, or an error if it is beyond 2^53. Set per session, so other users of `pg` in the
 * process are not affected.
 */
export const exactTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary'): unknown => {
    if (format === 'binary') return standard(oid, 'binary');
    if (EXACT_TEXT.has(oid)) return (text: string) => text;
    if (EXACT_TEXT_ARRAYS.has(oid)) return textArray;
    if (oid === BIGINT) return safeInteger;
    if (oid === BIGINT_ARRAY)
      return (text: string) => textArray(text).map((n) => (n === null ? null : safeInteger(n)));
    return standard(oid, 'text');
  }) as typeof pg.types.getTypeParser,
};

const textArray = standard(TEXT_ARRAY, 'text') as (text: string) => (string | null)[];

function safeInteger(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value))
    throw new RangeError(`bigint ${text} is beyond what a number holds exactly`);
  return value;
}
