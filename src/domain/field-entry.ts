import type { Day, DayRange } from './day.js';
import { candidateDetails } from './candidate-text.js';
import { NO_RUN, restText, runDetails } from './entry-text.js';
import { formatRange } from './format-range.js';
import type { Assignment, Candidate } from './assignment.js';
import type { Step } from './field-steps.js';
import { sameRange, type Run } from './run.js';

/** How uncertain values are shown: left out and flagged, in the widest reading, or in the narrowest. */
export type Uncertain = 'flag' | 'include' | 'exclude';
export const UNCERTAIN: readonly Uncertain[] = ['flag', 'include', 'exclude'];

/** One reading of a field on a day. */
export interface Reading {
  /** Canonical JSON text; null: no value. */
  value: string | null;
  /** The ids of the events that it is based on. */
  because: readonly string[];
}

/**
 * A longest period of days with one and the same entry under `fields` in answers. Stored in the facts table and made by live
 * folds, so both give the same bytes.
 */
export interface FieldEntry {
  from: Day;
  /** Exclusive. */
  until: Day;
  certainty: 'definite' | 'possible';
  /** Possible, and at least one winner is disputed or in an unresolved contest: each candidate shows its claims. */
  contested: boolean;
  /** Behind the value in all readings: of a definite entry `runDetails`, of a possible one `candidateDetails`. */
  details: string;
  flag: Reading;
  /** null: same as `flag`. */
  include: Reading | null;
  exclude: Reading | null;
}

/** An entry in this reading: its value, and the other members, JSON text without braces. */
export function readEntry(
  entry: FieldEntry,
  uncertain: Uncertain,
): Pick<Reading, 'value'> & { rest: string } {
  const { value, because } = (uncertain === 'flag' ? null : entry[uncertain]) ?? entry.flag;
  return { value, rest: restText(entry, because, entry.flag.because) };
}

/** Where the claims behind entries are found. */
export interface Claiming {
  /** The assignment of the version with this event id. */
  of: (eventId: string) => Assignment | undefined;
  /** Those of this value that begin on these possible days and have no end. */
  beginning: (value: string, begin: DayRange) => Iterable<Assignment>;
}

/**
 * The entry of one step; null for a period about which no development says anything. A step that is definitely absent because a
 * development cleared the field has one (certainty definite, no value), so that it can be explained.
 *
 * @param run the unbroken run of a definite value around the step
 */
export function fieldEntry(step: Step, run: Run | null, claiming: Claiming): FieldEntry | null {
  const { from, until, certainty, candidates, contested, included, excluded } = step;
  const because: string[] = [];
  for (const candidate of candidates) for (const eventId of candidate.because) because.push(eventId);
  if (because.length === 0) return null;
  const [only] = candidates;
  const definite = certainty === 'definite' && only !== undefined;
  const value = definite ? only.value : null;
  const details = definite
    ? run
      ? runDetails(step, { ...run, sinceText: givenText(run.since, run.value, claiming) })
      : NO_RUN
    : candidateDetails(
        candidates,
        contested ? (by) => `[${by.map((eventId) => claimText(eventId, claiming)).join(',')}]` : null,
      );
  const reading = (reads: string | null, by: readonly string[]): Reading => ({ value: reads, because: by });
  // A definite value is based on all its candidates; a reading names its own winner only if its value differs.
  const read = ({ value: reads, because: by }: Candidate): Reading | null =>
    definite && reads === value ? null : reading(reads, by);
  const readings = { flag: reading(value, because), include: read(included), exclude: read(excluded) };
  return { from, until, certainty, contested, details, ...readings };
}

/** The claim of one development behind a candidate, JSON text. */
function claimText(eventId: string, claiming: Claiming): string {
  const said = claiming.of(eventId);
  if (!said) throw new Error(`${eventId} decides a field that it does not assign`);
  const { assertion, sources, recordedBy, redactedAt } = said.claim;
  const shown = sources.map(({ title, publisher, url }) => ({ title, publisher, url }));
  return JSON.stringify({ eventId, assertion, redactedAt, sources: shown, recordedBy });
}

/**
 * The date as written by the source, if the run begins exactly with one development (of several, with the one recorded first);
 * else the same days in canonical EDTF.
 */
function givenText(since: DayRange, value: string, claiming: Claiming): string {
  let origin: Assignment | null = null;
  for (const a of claiming.beginning(value, since))
    if (sameRange(a.claim.begin, since) && (origin === null || a.claim.tieBreaker < origin.claim.tieBreaker))
      origin = a;
  return origin?.claim.date.text ?? formatRange(since);
}
