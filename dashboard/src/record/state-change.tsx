import type { Field } from '../api/client.js';
import { sameReading } from '../compare/side-by-side.js';
import { FieldPath, FieldValue } from '../policy/state-table.js';
import { useWords } from '../words/language.js';

type Fields = Readonly<Record<string, Field>>;

/** The fields that would differ, before and after. */
export function StateChange({ before, after }: { before: Fields; after: Fields }) {
  const words = useWords();
  const paths = [...new Set([...Object.keys(before), ...Object.keys(after)])]
    .filter((path) => !sameReading(before[path], after[path]))
    .sort();
  if (paths.length === 0) return <p>{words.previewNone}</p>;
  return (
    <table className="grid">
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.was}</th>
          <th scope="col">{words.willBe}</th>
        </tr>
      </thead>
      <tbody>
        {paths.map((path) => (
          <tr key={path}>
            <th scope="row">
              <FieldPath path={path} />
            </th>
            <td className="gone-value">
              <Side field={before[path]} />
            </td>
            <td className="added">
              <Side field={after[path]} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Side({ field }: { field: Field | undefined }) {
  const words = useWords();
  return field ? <FieldValue field={field} /> : <em>{words.absent}</em>;
}
