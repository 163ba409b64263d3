import { candidatesText } from './candidate-text.js';
import { BEGINNING, FOREVER, type Day, type DayRange } from './day.js';
import { formatRange } from './format-range.js';

/** `details` of a definite entry that is in no run: the field was cleared, or the entry is of no field. */
export const NO_RUN = '-';
const NO_END = '-';
/** Between the begin and the end of a run; JSON text has no line ends. */
const PART_END = '\n';

/** The parts of a FieldEntry that all its readings share. */
interface ShortEntry {
  from: Day;
  until: Day;
  certainty: 'definite' | 'possible';
  details: string;
}

/** The run of a definite value: its begin with the text of the date, and its end. */
interface ShownRun {
  since: DayRange;
  sinceText: string;
  until: DayRange;
}

/**
 * `details` of a definite entry, from which `restText` makes the words of the answer: begin and end of its run. Empty is the exact day on
 * which the entry begins or ends, which most are; another exact day is as it is; all else is JSON text.
 */
export function runDetails(entry: { from: Day; until: Day }, { since, sinceText, until }: ShownRun): string {
  const begin = shortBounds(since, sinceText, entry.from);
  const end =
    until.earliest === FOREVER
      ? entry.until === FOREVER
        ? ''
        : NO_END
      : shortBounds(until, formatRange(until), entry.until);
  return end === '' ? begin : begin + PART_END + end;
}

function shortBounds(range: DayRange, text: string, day: Day): string {
  if (range.earliest !== range.latest || text !== range.earliest) return boundsText(range, text);
  return text === day ? '' : text;
}

/**
 * The members of an entry behind its value, JSON text without braces.
 * @param because the event ids of the reading
 * @param winners those of all candidates
 */
export function restText(
  { from, until, certainty, details }: ShortEntry,
  because: readonly string[],
  winners: readonly string[],
): string {
  const more =
    certainty === 'definite'
      ? runText(details, from, until)
      : `"candidates":${candidatesText(details, winners)},`;
  const ids = because.length === 0 ? '' : `"${because.join('","')}"`;
  return `"certainty":"${certainty}",${more}"because":[${ids}]`;
}

function runText(details: string, from: Day, until: Day): string {
  if (details === NO_RUN) return '';
  const [begin = '', end = ''] = details.split(PART_END);
  const ends = end === '' ? (until === FOREVER ? NO_END : until) : end;
  return `"since":${longBounds(begin || from)},${ends === NO_END ? '' : `"until":${longBounds(ends)},`}`;
}

const longBounds = (short: string): string =>
  short.startsWith('{') ? short : `{"text":"${short}","earliest":"${short}","latest":"${short}"}`;

/** Bounds as JSON text, open sides as null. */
export function boundsText({ earliest, latest }: DayRange, text: string): string {
  const day = (d: Day) => (d === BEGINNING || d === FOREVER ? 'null' : `"${d}"`);
  return `{"text":${JSON.stringify(text)},"earliest":${day(earliest)},"latest":${day(latest)}}`;
}
