import type { Field } from '../api/client.js';
import { useWords } from '../words/language.js';
import { Value } from './value.js';

/** The collection small, the key below it: paths are long. */
export function FieldPath({ path }: { path: string }) {
  const [name, key] = path.split('/');
  if (key === undefined) return <span className="path">{name}</span>;
  return (
    <span className="path">
      <span className="collection">{name}/</span>
      {key}
    </span>
  );
}

export function FieldValue({ field }: { field: Pick<Field, 'value' | 'candidates' | 'certainty'> }) {
  const words = useWords();
  if (field.candidates === undefined) return <Value value={field.value} />;
  return (
    <>
      <span className="maybe">{words.possible}</span>
      <ul className="candidates" aria-label={words.candidates}>
        {field.candidates.map((candidate, i) => (
          <li key={i}>{candidate.absent ? <em>{words.absent}</em> : <Value value={candidate.value} />}</li>
        ))}
      </ul>
    </>
  );
}

/** The same value or candidates; since when and why may differ. */
export const sameReading = (a: Field | undefined, b: Field | undefined): boolean =>
  JSON.stringify([a?.value, a?.candidates?.map(({ value, absent }) => [value, absent])]) ===
  JSON.stringify([b?.value, b?.candidates?.map(({ value, absent }) => [value, absent])]);
