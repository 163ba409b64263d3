import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { readyQuery } from '../api/operations.js';
import { Section } from '../parts/section.js';
import { faultText } from '../parts/fault.js';
import { useWords } from '../words/language.js';

/** Readiness of the service, part by part, in words; it names what is missing. */
export function Health() {
  const words = useWords();
  const { data, error } = useQuery(readyQuery);
  const parts: Readonly<Record<string, string>> = words.healthParts;
  const nameOf = (part: string) => parts[part] ?? part;
  if (error)
    return (
      <Section title={words.health}>
        <Alert color="red" role="alert" title={words.serviceAway}>
          {faultText(error, words)}
        </Alert>
      </Section>
    );
  if (!data)
    return (
      <Section title={words.health}>
        <p className="quiet">{words.loading}</p>
      </Section>
    );
  const { ready, missing, warnings } = data;
  const isReady = Object.keys(missing).length === 0;
  return (
    <Section title={words.health}>
      <p>
        <span className={`chip ${isReady ? 'tone-good' : 'tone-bad'}`}>
          {isReady ? words.ready : words.notReady}
        </span>{' '}
        {isReady ? words.readyMeans : words.notReadyMeans}
      </p>
      <ul className="plain">
        {ready.map((part) => (
          <li key={part}>{words.partReady(nameOf(part))}</li>
        ))}
        {Object.entries(missing).map(([part, reason]) => (
          <li key={part} className="problem">
            {words.partMissing(nameOf(part), reason)}
          </li>
        ))}
      </ul>
      {Object.entries(warnings).map(([part, reason]) => (
        <Alert key={part} color="gray" role="status" title={nameOf(part)}>
          {reason}
        </Alert>
      ))}
    </Section>
  );
}
