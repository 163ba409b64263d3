import type { Field } from '../api/client.js';
import { ClaimList } from '../claims/claim-list.js';
import { isContested } from '../claims/contested.js';
import { Labelled } from '../labels/labelled.js';
import { useLabels } from '../labels/use-labels.js';
import { useWords } from '../words/language.js';
import { Value } from './value.js';

/** The label of a field: the collection in small type, the key below it. The path is a tooltip. */
export function FieldPath({ path }: { path: string }) {
  const labels = useLabels();
  const [name = '', key] = path.split('/');
  if (key === undefined) return <Labelled slug={path} label={labels.field(name)} />;
  return (
    <span className="path" title={path}>
      <span className="collection">{labels.field(name)}: </span>
      {labels.key(name, key)}
    </span>
  );
}

/** @param path the field; its name determines how values are shown */
export function FieldValue({
  field,
  path,
}: {
  field: Pick<Field, 'value' | 'candidates' | 'certainty' | 'redacted'>;
  path: string;
}) {
  const words = useWords();
  const [name = ''] = path.split('/');
  if (field.redacted) return <em>{words.erased}</em>;
  if (field.candidates === undefined) return <Value value={field.value} name={name} />;
  if (isContested(field)) return <ClaimList field={field} path={path} />;
  return (
    <>
      <span className="maybe">{words.possible}</span>
      <ul className="candidates" aria-label={words.candidates}>
        {field.candidates.map((candidate, i) => (
          <li key={i}>
            <CandidateValue candidate={candidate} name={name} />
          </li>
        ))}
      </ul>
    </>
  );
}

function CandidateValue({ candidate, name }: { candidate: Candidate; name: string }) {
  const words = useWords();
  if (candidate.absent) return <em>{words.absent}</em>;
  if (candidate.redacted) return <em>{words.erased}</em>;
  return <Value value={candidate.value} name={name} />;
}
type Candidate = NonNullable<Field['candidates']>[number];

/** The same value or candidates, contested or not; begin and reasons may differ. */
export const sameReading = (a: Field | undefined, b: Field | undefined): boolean => reading(a) === reading(b);

const reading = (field: Field | undefined): string =>
  JSON.stringify([
    field?.value,
    field?.candidates?.map(({ value, absent }) => [value, absent]),
    field && isContested(field),
  ]);
