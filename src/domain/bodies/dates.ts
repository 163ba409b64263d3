import { BEGINNING, FOREVER, type Day, type DayRange } from '../day.js';
import { parseEdtf, type EdtfPeriod } from '../edtf.js';
import { edtfValue } from '../values/texts.js';
import type { JsonObject } from '../json.js';
import type { StoredDate, StoredEffective, StoredRange } from '../policy-event.js';
import type { Value } from '../values/value.js';

/** EDTF text or a fiscal year, stored with its bounds (StoredDate). */
export const dateValue: Value = {
  schema: edtfValue.schema,
  problems: (value, pointer) => edtfValue.problems(value, pointer),
  normalised: (value) => storedDate(parseEdtf(value)) as object as JsonObject,
};

/** EDTF text or a fiscal year, stored with its bounds and with the possible days of its begin and end (StoredEffective). */
export const effectiveValue: Value = {
  ...dateValue,
  normalised: (value) => storedEffective(parseEdtf(value)) as object as JsonObject,
};

/** A date as stored in the log; an open side is null, so that no sentinel is stored. */
export function storedDate({ text, earliest, latest }: EdtfPeriod): StoredDate {
  return { text, earliest: dayOrOpen(earliest), latest: dayOrOpen(latest) };
}

/**
 * An effective date as stored in the log. `begin` is open on both sides only for a start of `..`, which means begun before
 * every day. An end after the last day of the calendar is stored as no end, because the day after it does not exist.
 */
export function storedEffective(period: EdtfPeriod): StoredEffective {
  const { begin, end, questionable } = period;
  const ends = end !== null && end.earliest !== FOREVER;
  return {
    text: period.text,
    earliest: dayOrOpen(period.earliest),
    latest: dayOrOpen(period.latest),
    begin: storedRange(begin),
    end: ends ? storedRange(end) : null,
    questionable,
  };
}

const storedRange = ({ earliest, latest }: DayRange): StoredRange => ({
  earliest: dayOrOpen(earliest),
  latest: dayOrOpen(latest),
});

const dayOrOpen = (day: Day): Day | null => (day === BEGINNING || day === FOREVER ? null : day);
