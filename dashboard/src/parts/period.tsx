import type { Period } from '../api/client.js';
import { useDates } from './use-dates.js';

/** A date in words; the notation it was given in and the days it means on hover, the days for screen readers. */
export function PeriodText({ period: { text, earliest, latest } }: { period: Period }) {
  const { date, days } = useDates();
  const told = date(text);
  if (earliest === latest && earliest === text)
    return (
      <time dateTime={text} title={text}>
        {told}
      </time>
    );
  return (
    <span title={`${text}: ${earliest ?? '…'} – ${latest ?? '…'}`}>
      {told}
      <span className="visually-hidden"> ({days(earliest, latest)})</span>
    </span>
  );
}

/** A date as a source or a reason gives it, in words; the notation on hover. */
export function DateText({ text }: { text: string }) {
  const { date } = useDates();
  return <span title={text}>{date(text)}</span>;
}
