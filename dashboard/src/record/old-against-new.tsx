import { plain } from '../parts/value.js';
import { useWords } from '../words/language.js';

type Body = Readonly<Record<string, unknown>>;

/** The members of a development that a correction changes, old beside new; those of the payload one by one. */
export function OldAgainstNew({ old, young }: { old: Body; young: Body }) {
  const words = useWords();
  const [before, after] = [flat(old), flat(young)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
  return (
    <table className="grid" aria-live="polite">
      <thead>
        <tr>
          <th scope="col">{words.field}</th>
          <th scope="col">{words.oldVersion}</th>
          <th scope="col">{words.newVersion}</th>
        </tr>
      </thead>
      <tbody>
        {names.map((name) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td className="gone-value">{before.get(name) ?? <em>{words.absent}</em>}</td>
            <td className="added">{after.get(name) ?? <em>{words.absent}</em>}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

const flat = ({ payload, ...rest }: Body): Map<string, string> =>
  new Map(Object.entries({ ...rest, ...(payload as object) }).map(([name, value]) => [name, plain(value)]));
