import type { Period } from '../api/client.js';
import { useDates } from './use-dates.js';

/** A date in words; its notation and days as a tooltip, the days also for screen readers. */
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

/** The date of a source or reason in words; the notation as a tooltip. */
export function DateText({ text }: { text: string }) {
  const { date } = useDates();
  return <span title={text}>{date(text)}</span>;
}
