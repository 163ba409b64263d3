import type { Candidate } from './assignment.js';
import { redactedMembers } from './redaction.js';

/** Before a number of ids. JSON allows a line end here, and the canonical texts of values contain none, so it is found in no value. */
const IDS = '\n';
const NUMBER_OF_IDS = /\n(\d+)/g;

/**
 * `details` of a possible entry: the JSON text of its candidates, with the number of their events in the place of the ids. Those are
 * the ids of the entry, in the same order: 30 candidates a day, most with one event each, would say them twice.
 *
 * @param claims the claims behind a candidate, JSON text; null: they are not shown
 */
export const candidateDetails = (
  candidates: readonly Candidate[],
  claims: ((because: readonly string[]) => string) | null,
): string => `[${candidates.map((each) => candidateText(each, claims)).join(',')}]`;

function candidateText(
  candidate: Candidate,
  claims: ((because: readonly string[]) => string) | null,
): string {
  const members = membersOf.get(candidate) ?? memberText(candidate);
  return `{${members}${claims ? `,"claims":${claims(candidate.because)}` : ''}}`;
}

/** A development that may begin on one of thirty days is the same candidate of hundreds of entries. */
const membersOf = new WeakMap<Candidate, string>();

function memberText(candidate: Candidate): string {
  const { value, because } = candidate;
  const shown = value === null ? '"absent":true' : (redactedMembers(value) ?? `"value":${value}`);
  const text = `${shown},"because":${IDS}${because.length}`;
  membersOf.set(candidate, text);
  return text;
}

/** The candidates as shown in answers, JSON text. @param ids of all events that the entry is based on */
export function candidatesText(details: string, ids: readonly string[]): string {
  let at = 0;
  return details.replace(NUMBER_OF_IDS, (_, number: string) =>
    JSON.stringify(ids.slice(at, (at += Number(number)))),
  );
}
