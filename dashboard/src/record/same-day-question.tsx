import { Alert } from '@mantine/core';
import { useId } from 'react';
import type { TimelineItem } from '../api/client.js';
import { FieldPath } from '../parts/field.js';
import { SourceList } from '../parts/source-list.js';
import { Value } from '../parts/value.js';
import { useWords } from '../words/language.js';
import { CorrectInstead } from './correct-instead.js';
import { SAME_DAY_WAYS, type SameDay } from './use-same-day.js';

/** Asks whether a development follows, contradicts or corrects what another source says of the same day. */
export function SameDayQuestion({
  warnings,
  answer,
  choose,
  timeline,
}: Omit<SameDay, 'forget'> & { timeline: readonly TimelineItem[] }) {
  const words = useWords();
  const group = useId();
  if (warnings.length === 0) return null;
  return (
    <Alert color="gray" role="status" title={words.sameDayTitle}>
      <ul className="plain">
        {warnings.map(({ field, eventId, value }) => (
          <li key={field}>
            <FieldPath path={field} />: <Value value={value} name={field.split('/')[0] ?? field} />{' '}
            <SourceList sources={timeline.find((item) => item.eventId === eventId)?.sources ?? []} />
            {answer === 'corrects' && <CorrectInstead eventId={eventId} />}
          </li>
        ))}
      </ul>
      <fieldset className="fieldset claim-choice">
        <legend>{words.sameDayHelp}</legend>
        {SAME_DAY_WAYS.map((way) => (
          <label key={way}>
            <input
              type="radio"
              name={group}
              checked={answer === way}
              onChange={() => {
                choose(way);
              }}
            />{' '}
            {words.sameDayWays[way]}
          </label>
        ))}
      </fieldset>
    </Alert>
  );
}
