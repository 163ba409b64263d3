import { useId } from 'react';
import type { Preview as Answer } from '../api/client.js';
import { ChangeTable } from '../parts/change-table.js';
import { FieldPath, FieldValue, sameReading } from '../parts/field.js';
import { Section } from '../parts/section.js';
import { useDates } from '../parts/use-dates.js';
import { DateInput } from '../time/date-input.js';
import { useWords } from '../words/language.js';
import { Refusal } from './refusal.js';
import type { TriedOut } from './use-preview.js';

/** A preview of the state on a day after the change. Problems of fields are shown at the fields, not here. */
export function Preview({ preview: { tried, asOf, choose, data, error, problem } }: { preview: TriedOut }) {
  const words = useWords();
  const id = useId();
  const atFields = problem?.document.errors?.some(({ pointer }) => pointer !== undefined) ?? false;
  return (
    <Section
      title={words.preview}
      aside={
        <span className="time-field">
          <label htmlFor={id}>{words.onDay}</label>
          <DateInput id={id} value={asOf} change={choose} />
        </span>
      }
    >
      <div aria-live="polite">
        {tried === null && <p className="quiet">{words.previewMore}</p>}
        {atFields && <p className="quiet">{words.previewMend}</p>}
        {error && !atFields && <Refusal error={error} problem={problem} />}
        {tried !== null && !error && data && <StateChange preview={data} />}
      </div>
    </Section>
  );
}

/** The fields that would change, before and after. */
function StateChange({ preview: { basis, before, fields: after } }: { preview: Answer }) {
  const words = useWords();
  const { day } = useDates();
  const old = before.fields ?? {};
  const paths = [...new Set([...Object.keys(old), ...Object.keys(after)])]
    .filter((path) => !sameReading(old[path], after[path]))
    .sort();
  if (paths.length === 0) return <p>{words.previewNone(day(basis.asOf))}</p>;
  const side = (fields: Answer['fields'], path: string) =>
    fields[path] && <FieldValue field={fields[path]} path={path} />;
  return (
    <>
      <p className="quiet">{words.previewOn(day(basis.asOf))}</p>
      <ChangeTable
        label={words.previewOn(day(basis.asOf))}
        rows={paths.map((path) => ({
          key: path,
          name: <FieldPath path={path} />,
          old: side(old, path),
          young: side(after, path),
        }))}
      />
    </>
  );
}
