import { ApiProblem, TimelineClient } from '@policy-timeline/client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { queryOf, type Basis } from '../time/basis.js';
import { diffQueryOf, type TwoBases } from '../time/two-bases.js';
import { api, type HistoryItem, type TimelineItem } from './client.js';

/** Page size when all pages are fetched. */
const limit = 1000;
const placeholderData = keepPreviousData;

export const stateQuery = (id: string, basis: Basis) =>
  queryOptions({
    queryKey: ['state', id, basis],
    queryFn: () => api.get('/v1/policies/{id}', { path: { id }, query: queryOf(basis) }),
    placeholderData,
  });

export const citationQuery = (id: string, basis: Basis, lang: 'en' | 'ja') =>
  queryOptions({
    queryKey: ['citation', id, basis, lang],
    queryFn: () =>
      api.get('/v1/policies/{id}/citation', {
        path: { id },
        query: { ...queryOf(basis), ...(lang === 'ja' && { lang }) },
      }),
    placeholderData,
  });

type Known = Pick<Basis, 'knownAt' | 'position' | 'publishedBy'>;
const known = ({ knownAt, position, publishedBy }: Basis): Known => ({ knownAt, position, publishedBy });

/** All developments of a policy. */
export const timelineQuery = (id: string, basis: Basis, superseded = true) =>
  queryOptions({
    queryKey: ['timeline', id, known(basis), superseded],
    queryFn: () => {
      const include = superseded && { include: 'superseded' as const };
      const query = { ...queryOf(known(basis)), ...include, limit };
      return all<TimelineItem>(api.items('/v1/policies/{id}/timeline', { path: { id }, query }));
    },
    placeholderData,
  });

export const historyQuery = (id: string, basis: Basis) =>
  queryOptions({
    queryKey: ['history', id, known(basis)],
    queryFn: () => {
      const query = { ...queryOf(known(basis)), limit };
      return all<HistoryItem>(api.items('/v1/policies/{id}/history', { path: { id }, query }));
    },
    placeholderData,
  });

export const explainQuery = (id: string, field: string, basis: Basis) =>
  queryOptions({
    queryKey: ['explain', id, field, basis],
    queryFn: () =>
      api.get('/v1/policies/{id}/explain', {
        path: { id },
        query: { ...queryOf(basis), field, parts: 'true' },
      }),
  });

export const diffQuery = (id: string, bases: TwoBases) =>
  queryOptions({
    queryKey: ['diff', id, bases],
    queryFn: () => api.get('/v1/policies/{id}/diff', { path: { id }, query: diffQueryOf(bases) }),
    placeholderData,
  });

/** All policies: a page of what changed. @param filters those of the list, and the cursor of the page */
export const diffsQuery = (bases: TwoBases, filters: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: ['diffs', bases, filters],
    queryFn: () => api.get('/v1/diff', { query: { ...diffQueryOf(bases), ...filters } }),
    placeholderData,
  });

/** All pages of `diffsQuery`, as one. */
export async function wholeDiff(bases: TwoBases, filters: Readonly<Record<string, string>>) {
  const query = { ...diffQueryOf(bases), ...filters, limit };
  const [whole, ...pages] = await all(api.pages('/v1/diff', { query }));
  if (!whole) throw new Error('There is always a first page');
  for (const page of pages) {
    whole.worldChanges.push(...page.worldChanges);
    whole.knowledgeChanges.push(...page.knowledgeChanges);
    Object.assign(whole.events, page.events);
    Object.assign(whole.policies, page.policies);
  }
  return whole;
}

/** Whether a pinned answer is still the current knowledge. */
export const answerStatusQuery = (id: string, basis: Basis) =>
  queryOptions({
    queryKey: ['answer-status', id, basis],
    queryFn: () => api.get('/v1/policies/{id}/answer-status', { path: { id }, query: queryOf(basis) }),
  });

export const developmentQuery = (eventId: string) =>
  queryOptions({
    queryKey: ['development', eventId],
    queryFn: async () => {
      const recorded = await api.get('/v1/developments/{eventId}', { path: { eventId } });
      // The same route returns rulings, which these pages cannot correct.
      if ('effective' in recorded) return recorded;
      throw new ApiProblem(404, { detail: `${eventId} is a ruling, not a development` });
    },
  });

export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  queryFn: () => api.get('/v1/kinds'),
  staleTime: Infinity,
});

/** Labels of statuses, fields, areas and words. */
export const labelsQuery = queryOptions({
  queryKey: ['labels'],
  queryFn: () => api.get('/v1/labels'),
  staleTime: Infinity,
});

/** The permissions of a key; the request uses that key before the session does. */
export const callerQuery = (key: string | null) =>
  queryOptions({
    queryKey: ['caller', key],
    queryFn: () => new TimelineClient({ url: window.location.origin, key }).get('/v1/caller'),
  });

async function all<T>(parts: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const part of parts) items.push(part);
  return items;
}
