import type { State } from '../api/client.js';
import { ChangeTable } from '../parts/change-table.js';
import { FieldPath, FieldValue, sameReading } from '../parts/field.js';
import { longDate } from '../edtf/long-date.js';
import { useLanguage } from '../words/language.js';

type Shown = Pick<State, 'fields' | 'basis'>;

/** The fields of two states in one table with differences marked; equal fields are collapsed. */
export function SideBySide({ before, after }: { before: Shown; after: Shown }) {
  const { language, words } = useLanguage();
  const paths = [...new Set([...Object.keys(before.fields), ...Object.keys(after.fields)])].sort();
  const rows = paths.map((path) => {
    const [old, young] = [before.fields[path], after.fields[path]];
    return {
      key: path,
      name: <FieldPath path={path} />,
      old: old && <FieldValue field={old} path={path} />,
      young: young && <FieldValue field={young} path={path} />,
      same: sameReading(old, young),
    };
  });
  const same = rows.filter((row) => row.same);
  const different = rows.filter((row) => !row.same);
  const on = ({ basis: { asOf } }: Shown) => (asOf ? longDate(asOf, language) : '');
  const table = (shown: typeof rows, label: string) => (
    <ChangeTable label={label} sides={[on(before), on(after)]} rows={shown} />
  );
  return (
    <>
      {different.length > 0 && table(different, words.compareTitle)}
      {same.length > 0 && (
        <details>
          <summary>{words.sameRows(same.length)}</summary>
          {table(same, words.sameRows(same.length))}
        </details>
      )}
    </>
  );
}
