import type { Period } from '../api/client.js';

/** A date as it was given, with the days it means on hover and for screen readers. */
export function PeriodText({ period }: { period: Period }) {
  const range = rangeText(period);
  if (range === period.text) return <time dateTime={period.text}>{period.text}</time>;
  return (
    <span title={range}>
      {period.text}
      <span className="visually-hidden"> ({range})</span>
    </span>
  );
}

/** `2023-12-01 – 2023-12-31`, `… – 2024-02-29`, or the one day. */
export function rangeText({ earliest, latest }: Pick<Period, 'earliest' | 'latest'>): string {
  return earliest === latest && earliest !== null ? earliest : `${earliest ?? '…'} – ${latest ?? '…'}`;
}
