import { Alert } from '@mantine/core';
import type { TimelineItem } from '../api/client.js';
import { KindName } from '../parts/kind-name.js';
import { PeriodText } from '../parts/period.js';
import { useWords } from '../words/language.js';
import { CorrectInstead } from './correct-instead.js';

/** Shows existing developments that may be the same; recording another one remains possible. */
export function DuplicateWarning({ items }: { items: readonly TimelineItem[] }) {
  const words = useWords();
  if (items.length === 0) return null;
  return (
    <Alert color="gray" role="status" title={words.duplicateTitle}>
      <p>{words.duplicateHelp}</p>
      <ul className="plain">
        {items.map(({ eventId, kind, effective, payload }) => (
          <li key={eventId}>
            <strong>
              <KindName kind={kind} />
            </strong>{' '}
            <PeriodText period={effective} /> {typeof payload['text'] === 'string' ? payload['text'] : ''}{' '}
            <CorrectInstead eventId={eventId} />
          </li>
        ))}
      </ul>
    </Alert>
  );
}
