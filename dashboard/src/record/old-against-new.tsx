import { useLabels } from '../labels/use-labels.js';
import { ChangeTable } from '../parts/change-table.js';
import { Value } from '../parts/value.js';
import { useWords } from '../words/language.js';

type Body = Readonly<Record<string, unknown>>;

/** The replaced members, old beside new; those of a payload one by one. */
export function OldAgainstNew({
  old,
  young,
  nameOf,
}: {
  old: Body;
  young: Body;
  /** The name of a member; undefined: the label of the field. */
  nameOf?: (member: string) => string;
}) {
  const words = useWords();
  const labels = useLabels();
  const [before, after] = [flat(old), flat(young)];
  const names = [...new Set([...before.keys(), ...after.keys()])].filter(
    (name) => JSON.stringify(before.get(name)) !== JSON.stringify(after.get(name)),
  );
  const side = (body: ReadonlyMap<string, unknown>, name: string) =>
    body.has(name) ? <Value value={body.get(name)} name={name} /> : undefined;
  return (
    <div aria-live="polite">
      <ChangeTable
        label={words.oldAgainstNew}
        sides={[words.oldVersion, words.newVersion]}
        rows={names.map((name) => ({
          key: name,
          name: nameOf?.(name) ?? labels.field(name),
          old: side(before, name),
          young: side(after, name),
        }))}
      />
    </div>
  );
}

const flat = ({ payload, ...rest }: Body): ReadonlyMap<string, unknown> =>
  new Map(Object.entries({ ...rest, ...(payload as object | undefined) }));
