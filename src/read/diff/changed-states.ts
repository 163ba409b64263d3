import type { States } from '../../domain/diff.js';
import type { Row } from '../../domain/state.js';
import { entryRow } from '../state/policy-rows.js';
import { ENTRY_END, PART_END } from '../state/state-sql.js';
import type { ChangedRow } from './changed-sql.js';

/** The changed fields of a policy before, between and after the legs. */
export function changedStates({ entries }: ChangedRow): States {
  const states = {
    before: new Map<string, Row>(),
    between: new Map<string, Row>(),
    after: new Map<string, Row>(),
  };
  for (const text of entries.split(ENTRY_END)) {
    const row = entryRow(text);
    const [before, between, after] = text.split(PART_END).slice(-3);
    if (before === 't') states.before.set(row.path, row);
    if (between === 't') states.between.set(row.path, row);
    if (after === 't') states.after.set(row.path, row);
  }
  return states;
}
