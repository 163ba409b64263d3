import type { PolicyRows, Row } from '../../domain/state.js';
import { policyNotKnown } from '../live-fold.js';

/** A row of a statement that answers with states; `policy` has the header in `value` and StateCounts in `rest`. */
export interface PartRow {
  part: string;
  path: string | null;
  definite: boolean | null;
  value: string | null;
  rest: string | null;
}

interface StateCounts {
  version: number;
  developments: number;
  lastRecorded: string;
  reconstructed: boolean;
}

/** The rows of one policy as the domain wants them. @throws DomainProblem `policy-not-known` if there is no policy among them */
export function policyRows(policyId: string, parts: readonly PartRow[]): PolicyRows {
  const rows: Row[] = [];
  const upcoming: string[] = [];
  let header: string | null = null;
  let counts: StateCounts = { version: 0, developments: 0, lastRecorded: '', reconstructed: false };
  for (const { part, path, definite, value, rest } of parts) {
    if (part === 'policy') {
      header = value;
      counts = JSON.parse(rest ?? '') as StateCounts;
    } else if (part === 'upcoming') upcoming.push(value ?? '');
    else if (part === 'entry')
      rows.push({ path: path ?? '', certainty: definite ? 'definite' : 'possible', value, rest: rest ?? '' });
  }
  if (header === null) throw policyNotKnown(policyId);
  return { policyId, header, ...counts, rows, upcoming };
}
