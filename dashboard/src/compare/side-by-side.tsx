import type { State } from '../api/client.js';
import { FieldPath, FieldValue } from '../policy/state-table.js';
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
  return (
    <div className="scrolls" role="region" aria-label={words.compareTitle} tabIndex={0}>
      <table className="grid">
        <thead>
          <tr>
            <th scope="col">{words.field}</th>
            <th scope="col">{before.basis.asOf}</th>
            <th scope="col">{after.basis.asOf}</th>
          </tr>
        </thead>
        <tbody>
          {paths.map((path) => {
            const [old, young] = [before.fields[path], after.fields[path]];
            const same = sameReading(old, young);
            return (
              <tr key={path}>
                <th scope="row">
                  <FieldPath path={path} />
                </th>
                <td className={same ? undefined : 'gone-value'}>
                  {old ? <FieldValue field={old} /> : <em>{words.absent}</em>}
                </td>
                <td className={same ? undefined : 'added'}>
                  {young ? <FieldValue field={young} /> : <em>{words.absent}</em>}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

type Reading = State['fields'][string] | undefined;

/** The same value or candidates; since when and why may differ. */
export const sameReading = (a: Reading, b: Reading): boolean =>
  JSON.stringify([a?.value, a?.candidates?.map(({ value, absent }) => [value, absent])]) ===
  JSON.stringify([b?.value, b?.candidates?.map(({ value, absent }) => [value, absent])]);
