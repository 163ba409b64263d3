import { useQuery } from '@tanstack/react-query';
import { useDebouncedValue } from '@mantine/hooks';
import { previewQuery, type DevelopmentBody } from '../api/changes.js';
import { ApiProblem } from '../api/problem.js';
import { Section } from '../parts/section.js';
import { useWords } from '../words/language.js';
import { Refusal } from './refusal.js';
import { StateChange } from './state-change.js';

/** What recording this would change on a day, asked of the service while one types; nothing is written. */
export function Preview({
  policyId,
  body,
  day,
  complete,
}: {
  policyId: string;
  body: DevelopmentBody;
  day: string;
  complete: boolean;
}) {
  const words = useWords();
  const text = JSON.stringify(body);
  const [settled] = useDebouncedValue(text, 400);
  const preview = useQuery({ ...previewQuery(policyId, body, day), enabled: complete && settled === text });
  return (
    <Section title={words.preview}>
      <div aria-live="polite">
        {!complete && <p className="quiet">{words.previewMore}</p>}
        {complete && preview.error && (
          <Refusal
            error={preview.error}
            problem={preview.error instanceof ApiProblem ? preview.error : null}
          />
        )}
        {complete && !preview.error && preview.data && (
          <>
            <p className="quiet">{words.previewOn(preview.data.basis.asOf ?? '')}</p>
            <StateChange before={preview.data.before.fields ?? {}} after={preview.data.fields} />
          </>
        )}
      </div>
    </Section>
  );
}
