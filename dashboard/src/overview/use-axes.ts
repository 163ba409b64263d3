import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { activityQuery, adjacentQuery, type Axis, type ListFilters } from '../api/overview-queries.js';
import type { AxisMark, AxisModel } from '../time/axis-model.js';
import type { Basis } from '../time/basis.js';

/**
 * Both axes of the matching policies. Their range is that of all policies and all knowledge, so that it does not move while the
 * reader chooses days and filters. The recorded axis ends with the log, even if an earlier moment is chosen.
 * @param day position of the first cursor
 * @param instant position of the second cursor; undefined: not known yet
 */
export function useAxes(
  basis: Basis,
  filters: ListFilters,
  day: string,
  instant: string | undefined,
): { days: AxisModel; instants: AxisModel } {
  const { knownAt: _, position: __, ...ofAllKnown } = basis;
  // The day matters only to filters that depend on it.
  const needsDay =
    'status' in filters || 'existence' in filters || 'possible' in filters || 'absent' in filters;
  const atDay = (of: Basis): Basis => (needsDay ? of : { ...of, asOf: undefined });
  return {
    days: useAxis('effective', day, atDay(basis), filters),
    instants: useAxis('recorded', instant, atDay({ ...ofAllKnown, publishedBy: undefined }), filters),
  };
}

/** The cursor whose neighbours are wanted, while it is not known yet. */
const UNKNOWN = 'unknown';

function useAxis(axis: Axis, cursor: string | undefined, basis: Basis, filters: ListFilters): AxisModel {
  const range = useQuery(activityQuery(axis, {}, {})).data;
  const items = useQuery(activityQuery(axis, basis, filters)).data?.items ?? [];
  // Over all policies the next points cost the service more than the list, and most readers never step.
  const neighbours = adjacentQuery(axis, cursor, basis, filters);
  const [wanted, setWanted] = useState('');
  const key = cursor === undefined ? UNKNOWN : JSON.stringify(neighbours.queryKey);
  const isWanted = cursor !== undefined && (wanted === key || wanted === UNKNOWN);
  const adjacent = useQuery({ ...neighbours, enabled: isWanted }).data;
  return {
    first: range?.first ?? undefined,
    last: range?.last ?? undefined,
    marks: monthMarks(items),
    ready: adjacent !== undefined,
    prepare: () => {
      setWanted(key);
    },
    earlier: adjacent?.earlier ?? undefined,
    later: adjacent?.later ?? undefined,
  };
}

/** Each month as a stretch; a tenth of the maximum is still clearly visible. */
function monthMarks(items: readonly { period: string; count: number }[]): AxisMark[] {
  const most = items.reduce((max, { count }) => Math.max(max, count), 1);
  return items.map(({ period, count }) => ({
    from: `${period}-01`,
    to: `${nextMonth(period)}-01`,
    weight: Math.sqrt(count / most),
  }));
}

function nextMonth(period: string): string {
  const [year = 0, month = 0] = period.split('-').map(Number);
  const [y, m] = month === 12 ? [year + 1, 1] : [year, month + 1];
  return `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}`;
}
