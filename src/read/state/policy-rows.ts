import type { PolicyRows, Row } from '../../domain/state.js';
import { ENTRY_END, PART_END } from './state-sql.js';

/** The progress of a policy at a position. */
export type PolicyCounts = Pick<PolicyRows, 'version' | 'developments' | 'reconstructed' | 'lastRecorded'>;

/** One policy on one day, as selected by a statement. */
export interface StateRow {
  header: string;
  /** Joined by ENTRY_END, the parts of each by PART_END: path, certainty (see CERTAINTY), value or empty, rest. */
  entries: string | null;
  /** Items joined by ENTRY_END. */
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
    upcoming: upcoming?.split(ENTRY_END) ?? [],
  };
}

/** @param parts may be followed by others */
export function entryRow([path = '', certainty, value, rest = '']: readonly string[]): Row {
  return {
    path,
    certainty: certainty === 'definite' ? 'definite' : 'possible',
    contested: certainty === 'contested',
    value: value || null,
    rest,
  };
}
