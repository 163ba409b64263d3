import type { State } from '../api/client.js';
import { ChangeTable } from '../parts/change-table.js';
import { FieldPath, FieldValue, sameReading } from '../parts/field.js';
import { useWords } from '../words/language.js';

/** The fields of two states in one table; those that differ are marked. */
export function SideBySide({
  before,
  after,
}: {
  before: Pick<State, 'fields' | 'basis'>;
  after: Pick<State, 'fields' | 'basis'>;
}) {
  const words = useWords();
  const paths = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].sort();
  const rows = paths.map((path) => {
    const [old, young] = [before.fields[path], after.fields[path]];
    return {
      key: path,
      name: <FieldPath path={path} />,
      old: old && <FieldValue field={old} />,
      young: young && <FieldValue field={young} />,
      same: sameReading(old, young),
    };
  });
  return (
    <ChangeTable
      label={words.compareTitle}
      sides={[before.basis.asOf ?? '', after.basis.asOf ?? '']}
      rows={rows}
    />
  );
}
