import type { Period } from '../api/client.js';
import { said } from '../edtf/said.js';
import { useWords } from '../words/language.js';

/** A date in words; the notation it was given in and the days it means on hover, the days for screen readers. */
export function PeriodText({ period }: { period: Period }) {
  const { date } = useWords();
  const range = rangeText(period);
  if (range === period.text) return <time dateTime={period.text}>{period.text}</time>;
  return (
    <span title={`${period.text}: ${range}`}>
      {said(period.text, date)}
      <span className="visually-hidden"> ({range})</span>
    </span>
  );
}

/** `2023-12-01 – 2023-12-31`, `… – 2024-02-29`, or the one day. */
export function rangeText({ earliest, latest }: Pick<Period, 'earliest' | 'latest'>): string {
  return earliest === latest && earliest !== null ? earliest : `${earliest ?? '…'} – ${latest ?? '…'}`;
}
