import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { queryOf, type Basis } from '../time/basis.js';
import { api } from './client.js';
import type { paths } from '@policy-timeline/client';

const placeholderData = keepPreviousData;
export const PAGE_ROWS = 100;

type ListParameters = NonNullable<paths['/v1/policies']['get']['parameters']['query']>;
export type Sort = NonNullable<ListParameters['sort']>;
/** The filters of the service that the overview offers. */
export type ListFilters = Pick<
  ListParameters,
  'status' | 'area' | 'jurisdiction' | 'existence' | 'possible' | 'absent' | 'q'
>;
export type CountedBy = 'status' | 'area' | 'jurisdiction' | 'existence';

/** @param cursor `next` of the previous page; it replaces all other parameters */
export const policiesQuery = (basis: Basis, filters: ListFilters, sort: Sort, cursor?: string) =>
  queryOptions({
    queryKey: ['policies', basis, filters, sort, cursor],
    queryFn: () => {
      const query = cursor === undefined ? { ...queryOf(basis), ...filters, sort } : { cursor };
      return api.get('/v1/policies', { query: { ...query, limit: PAGE_ROWS } });
    },
    placeholderData,
  });

/** How many of the matching policies have each value. */
export const summaryQuery = (by: CountedBy, basis: Basis, filters: ListFilters) =>
  queryOptions({
    queryKey: ['summary', by, basis, filters],
    queryFn: () => api.get('/v1/summary', { query: { ...queryOf(basis), ...filters, by } }),
    placeholderData,
  });

/** How many have each value of each facet: of the policies that match all filters except the facet's own. */
export const facetsQuery = (basis: Basis, filters: ListFilters) =>
  queryOptions({
    queryKey: ['facets', basis, filters],
    queryFn: () => api.get('/v1/summary/facets', { query: { ...queryOf(basis), ...filters } }),
    placeholderData,
  });

/** The same as a summary on several days, independent of the chosen day. */
export const summaryDaysQuery = (
  by: CountedBy,
  { asOf: _, ...basis }: Basis,
  days: readonly string[],
  filters: ListFilters,
) =>
  queryOptions({
    queryKey: ['summary-days', by, basis, days, filters],
    queryFn: () =>
      api.get('/v1/summary/days', {
        query: { ...queryOf(basis), ...filters, by, days: days.join(',') },
      }),
    placeholderData,
  });

export type Axis = 'effective' | 'recorded';

/** The range of an axis, and the number of events in each month. */
export const activityQuery = (axis: Axis, basis: Basis, filters: ListFilters) =>
  queryOptions({
    queryKey: ['activity', axis, basis, filters],
    queryFn: () => api.get('/v1/activity', { query: { ...queryOf(basis), ...filters, axis } }),
    placeholderData,
  });

/** The points of an axis next to a day or an instant. */
export const adjacentQuery = (axis: Axis, around: string | undefined, basis: Basis, filters: ListFilters) =>
  queryOptions({
    queryKey: ['adjacent', axis, around, basis, filters],
    queryFn: () =>
      api.get('/v1/activity/adjacent', {
        query: { ...queryOf(basis), ...filters, axis, ...queryOf({ around }) },
      }),
  });
