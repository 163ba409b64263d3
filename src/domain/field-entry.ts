import { BEGINNING, FOREVER, type Day, type DayRange } from './day.js';
import { formatRange } from './format-range.js';
import type { Assignment } from './assignment.js';
import { redactedMembers } from './redaction.js';
import type { Candidate, Step } from './field-steps.js';

/** How uncertain values are shown: left out and flagged, in the widest reading, or in the narrowest. */
export type Uncertain = 'flag' | 'include' | 'exclude';
export const UNCERTAIN: readonly Uncertain[] = ['flag', 'include', 'exclude'];

/** One reading of a field on a day: `value` is canonical JSON text (null: no value), `rest` the other members' JSON text. */
export interface Reading {
  value: string | null;
  rest: string;
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
  flag: Reading;
  /** null: same as `flag`. */
  include: Reading | null;
  exclude: Reading | null;
}

/**
 * The entries of one field, without periods about which no development says anything. A step that is definitely absent because
 * a development cleared the field stays (certainty definite, no value), so that it can be explained.
 */
export function fieldEntries(steps: readonly Step[], assignments: readonly Assignment[]): FieldEntry[] {
  return steps.flatMap((step, i) => {
    const because = step.candidates.flatMap((candidate) => candidate.because);
    if (because.length === 0) return [];
    return [
      {
        from: step.from,
        until: step.until,
        certainty: step.certainty,
        contested: step.contested,
        ...readings(steps, i, assignments, because),
      },
    ];
  });
}

function readings(
  steps: readonly Step[],
  i: number,
  assignments: readonly Assignment[],
  because: string[],
): Pick<FieldEntry, 'flag' | 'include' | 'exclude'> {
  const { certainty, candidates, contested, included, excluded } = steps[i] as Step;
  const [only] = candidates;
  const definite = certainty === 'definite' && only !== undefined;
  const value = definite ? only.value : null;
  const details = definite
    ? value === null
      ? []
      : runOf(steps, i, value, assignments)
    : [
        `"candidates":[${candidates.map((each) => candidateText(each, contested ? assignments : null)).join(',')}]`,
      ];
  const reading = (reads: string | null, by: string[]): Reading => ({
    value: reads,
    rest: [`"certainty":"${certainty}"`, ...details, `"because":${JSON.stringify(by)}`].join(','),
  });
  // A definite value is based on all its candidates; a reading names its own winner only if its value differs.
  const read = ({ value: reads, because: by }: Candidate): Reading | null =>
    definite && reads === value ? null : reading(reads, by);
  return { flag: reading(value, because), include: read(included), exclude: read(excluded) };
}

/** @param claiming where to find the claims behind a contested candidate; null: not contested, claims are not shown */
function candidateText({ value, because }: Candidate, claiming: readonly Assignment[] | null): string {
  const shown = value === null ? '"absent":true' : (redactedMembers(value) ?? `"value":${value}`);
  const claims = claiming && because.map((eventId) => claimText(eventId, claiming));
  return `{${shown},"because":${JSON.stringify(because)}${claims ? `,"claims":[${claims.join(',')}]` : ''}}`;
}

/** The claim of one development behind a candidate, JSON text. */
function claimText(eventId: string, assignments: readonly Assignment[]): string {
  const said = assignments.find(({ claim }) => claim.eventId === eventId);
  if (!said) throw new Error(`${eventId} decides a field that it does not assign`);
  const { assertion, sources, recordedBy, redactedAt } = said.claim;
  const shown = sources.map(({ title, publisher, url }) => ({ title, publisher, url }));
  return JSON.stringify({ eventId, assertion, redactedAt, sources: shown, recordedBy });
}

/**
 * `since` and `until` of the unbroken run of a definite value around step `i`. In every world the run covers the adjacent steps
 * with the value definite; at most it covers those with the value possible.
 */
function runOf(
  steps: readonly Step[],
  i: number,
  value: string,
  assignments: readonly Assignment[],
): string[] {
  const surely = (step: Step) => step.certainty === 'definite' && step.candidates[0]?.value === value;
  const maybe = (step: Step) => step.candidates.some((candidate) => candidate.value === value);
  const since = { earliest: reach(steps, i, -1, maybe).from, latest: reach(steps, i, -1, surely).from };
  const until = { earliest: reach(steps, i, 1, surely).until, latest: reach(steps, i, 1, maybe).until };
  const details = [`"since":${boundsText(since, givenText(since, value, assignments))}`];
  if (until.earliest !== FOREVER) details.push(`"until":${boundsText(until, formatRange(until))}`);
  return details;
}

/** The last of the consecutive steps from `i` in one direction for which `holds` is true. */
function reach(steps: readonly Step[], i: number, direction: 1 | -1, holds: (step: Step) => boolean): Step {
  let last = steps[i] as Step;
  for (let next = steps[(i += direction)]; next && holds(next); next = steps[(i += direction)]) last = next;
  return last;
}

/** The date as written by the source, if the run begins exactly with one development; else the same days in canonical EDTF. */
function givenText(since: DayRange, value: string, assignments: readonly Assignment[]): string {
  const origin = assignments.find(
    (a) =>
      a.value === value &&
      a.end === null &&
      a.begin.earliest === since.earliest &&
      a.begin.latest === since.latest &&
      a.claim.begin.earliest === since.earliest &&
      a.claim.begin.latest === since.latest,
  );
  return origin?.claim.date.text ?? formatRange(since);
}

/** Bounds as JSON text, open sides as null. */
export function boundsText({ earliest, latest }: DayRange, text: string): string {
  const day = (d: Day) => (d === BEGINNING || d === FOREVER ? 'null' : `"${d}"`);
  return `{"text":${JSON.stringify(text)},"earliest":${day(earliest)},"latest":${day(latest)}}`;
}
