import { restText } from '../../domain/entry-text.js';
import type { PolicyRows, Row } from '../../domain/state.js';
import { upcomingItem, type Expected } from '../../domain/upcoming.js';
import { ENTRY_END, PART_END } from './state-sql.js';

/** The progress of a policy at a position. */
export type PolicyCounts = Pick<PolicyRows, 'version' | 'developments' | 'reconstructed' | 'lastRecorded'>;

/** One policy on one day, as selected by a statement. */
export interface StateRow {
  header: string;
  /** Joined by ENTRY_END, the parts of each by PART_END: path, certainty (see CERTAINTY), value or empty, restParts. */
  entries: string | null;
  /** Of developments, joined by ENTRY_END, the parts of each by PART_END: the members of an Upcoming. */
  upcoming: string | null;
}

/** Converts a row to the form of the domain. */
export function policyRows(
  policyId: string,
  { version, developments, reconstructed, lastRecorded }: PolicyCounts,
  { header, entries, upcoming }: StateRow,
): PolicyRows {
  return {
    policyId,
    header,
    version,
    developments,
    reconstructed,
    lastRecorded,
    rows: entries?.split(ENTRY_END).map((text) => entryRow(text.split(PART_END))) ?? [],
    upcoming: upcoming?.split(ENTRY_END).map((text) => itemOf(text.split(PART_END))) ?? [],
  };
}

/** @param parts may be followed by others; the rest may be missing */
export function entryRow(parts: readonly string[]): Row {
  const [path = '', certain, value, because, details = '', from = '', until = '', winners] = parts;
  const certainty = certain === 'definite' ? 'definite' : 'possible';
  const contested = certain === 'contested';
  if (because === undefined) return { path, certainty, contested, value: value || null, rest: '' };
  const ids = idsOf(because);
  const rest = restText({ from, until, certainty, details }, ids, winners ? idsOf(winners) : ids);
  return { path, certainty, contested, value: value || null, rest };
}

function itemOf([
  eventId = '',
  kind = '',
  contested,
  day = '',
  latest = '',
  dateText = '',
]: readonly string[]): Expected {
  return upcomingItem({ eventId, kind, contested: contested === '1', day, latest, dateText });
}

const ID_DIGITS = 32;

/** Event ids from hexadecimal digits. */
function idsOf(digits: string): string[] {
  const ids: string[] = [];
  for (let i = 0; i < digits.length; i += ID_DIGITS)
    ids.push(
      `${digits.slice(i, i + 8)}-${digits.slice(i + 8, i + 12)}-${digits.slice(i + 12, i + 16)}-${digits.slice(i + 16, i + 20)}-${digits.slice(i + 20, i + ID_DIGITS)}`,
    );
  return ids;
}
