import { useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { useId, useState } from 'react';
import { previewQuery, type Tried } from '../api/changes.js';
import type { Preview as Tryout } from '../api/client.js';
import { ApiProblem } from '../api/problem.js';
import { ChangeTable } from '../parts/change-table.js';
import { FieldPath, FieldValue, sameReading } from '../parts/field.js';
import { Section } from '../parts/section.js';
import { DateInput } from '../time/date-input.js';
import { useWords } from '../words/language.js';
import { Refusal } from './refusal.js';

interface PreviewProps {
  /** The change to try; null: something that is required is missing. */
  tried: Tried | null;
  /** The day to begin with: one on which the change shows. */
  day: string;
}

/** What a change would do to the state on a day, asked of the service while one types; nothing is written. */
export function Preview({ tried, day }: PreviewProps) {
  const words = useWords();
  const id = useId();
  const [chosen, setChosen] = useState<string | null>(null);
  const asOf = chosen ?? day;
  const text = JSON.stringify(tried);
  const [settled] = useDebouncedValue(text, 400);
  const preview = useQuery({ ...previewQuery(tried, asOf), enabled: tried !== null && settled === text });
  return (
    <Section
      title={words.preview}
      aside={
        <span className="time-field">
          <label htmlFor={id}>{words.onDay}</label>
          <DateInput id={id} value={asOf} change={setChosen} />
        </span>
      }
    >
      <div aria-live="polite">
        {tried === null && <p className="quiet">{words.previewMore}</p>}
        {tried !== null && preview.error && (
          <Refusal
            error={preview.error}
            problem={preview.error instanceof ApiProblem ? preview.error : null}
          />
        )}
        {tried !== null && !preview.error && preview.data && <StateChange preview={preview.data} />}
      </div>
    </Section>
  );
}

/** The fields that would differ, before and after. */
function StateChange({ preview: { basis, before, fields: after } }: { preview: Tryout }) {
  const words = useWords();
  const old = before.fields ?? {};
  const paths = [...new Set([...Object.keys(old), ...Object.keys(after)])]
    .filter((path) => !sameReading(old[path], after[path]))
    .sort();
  if (paths.length === 0) return <p>{words.previewNone(basis.asOf ?? '')}</p>;
  const side = (fields: Tryout['fields'], path: string) =>
    fields[path] && <FieldValue field={fields[path]} />;
  return (
    <>
      <p className="quiet">{words.previewOn(basis.asOf ?? '')}</p>
      <ChangeTable
        label={words.previewOn(basis.asOf ?? '')}
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
