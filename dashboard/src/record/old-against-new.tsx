import { ChangeTable } from '../parts/change-table.js';
import { plain } from '../parts/value.js';
import { useWords } from '../words/language.js';

type Body = Readonly<Record<string, unknown>>;

/** The members that a change replaces, old beside new; those of a payload one by one. */
export function OldAgainstNew({ old, young }: { old: Body; young: Body }) {
  const words = useWords();
  const [before, after] = [flat(old), flat(young)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => before.get(name) !== after.get(name),
  );
  return (
    <div aria-live="polite">
      <ChangeTable
        label={words.oldAgainstNew}
        sides={[words.oldVersion, words.newVersion]}
        rows={names.map((name) => ({ key: name, name, old: before.get(name), young: after.get(name) }))}
      />
    </div>
  );
}

const flat = ({ payload, ...rest }: Body): Map<string, string> =>
  new Map(
    Object.entries({ ...rest, ...(payload as object | undefined) }).map(([name, value]) => [
      name,
      plain(value),
    ]),
  );
