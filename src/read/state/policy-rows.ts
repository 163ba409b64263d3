import type { PolicyRows, Row } from '../../domain/state.js';
import { ENTRY_END, PART_END } from './state-sql.js';

/** How far a policy was. */
export type PolicyCounts = Pick<PolicyRows, 'version' | 'developments' | 'reconstructed' | 'lastRecorded'>;

/** What a statement tells of one policy on one day. */
export interface StateRow {
  header: string;
  /** Joined by ENTRY_END, the parts of each by PART_END: path, certainty (see CERTAINTY), value or nothing, rest. */
  entries: string | null;
  /** Items joined by ENTRY_END. */
  upcoming: string | null;
}

/** A row as the domain wants it. */
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
    rows: entries?.split(ENTRY_END).map(entryRow) ?? [],
    upcoming: upcoming?.split(ENTRY_END) ?? [],
  };
}

/** @param text parts that may be followed by others */
export function entryRow(text: string): Row {
  const [path = '', certainty, value, rest = ''] = text.split(PART_END);
  return {
    path,
    certainty: certainty === 'definite' ? 'definite' : 'possible',
    contested: certainty === 'contested',
    value: value || null,
    rest,
  };
}
