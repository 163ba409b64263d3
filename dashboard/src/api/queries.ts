import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { queryOf, type Basis } from '../time/basis.js';
import { diffQueryOf, type TwoBases } from '../time/two-bases.js';
import { answered, api, type HistoryItem, type TimelineItem } from './client.js';
import { ApiProblem } from './problem.js';

/** Page size when all pages are fetched. */
const limit = 1000;
const placeholderData = keepPreviousData;

export const stateQuery = (id: string, basis: Basis) =>
  queryOptions({
    queryKey: ['state', id, basis],
    queryFn: () =>
      answered(api.GET('/v1/policies/{id}', { params: { path: { id }, query: queryOf(basis) } })),
    placeholderData,
  });

export const citationQuery = (id: string, basis: Basis) =>
  queryOptions({
    queryKey: ['citation', id, basis],
    queryFn: () =>
      answered(api.GET('/v1/policies/{id}/citation', { params: { path: { id }, query: queryOf(basis) } })),
    placeholderData,
  });

type Known = Pick<Basis, 'knownAt' | 'position' | 'publishedBy'>;
const known = ({ knownAt, position, publishedBy }: Basis): Known => ({ knownAt, position, publishedBy });

/** All developments of a policy, page by page. */
export const timelineQuery = (id: string, basis: Basis, superseded = true) =>
  queryOptions({
    queryKey: ['timeline', id, known(basis), superseded],
    queryFn: () =>
      everyPage<TimelineItem>((cursor) =>
        answered(
          api.GET('/v1/policies/{id}/timeline', {
            params: {
              path: { id },
              query: {
                ...queryOf(known(basis)),
                ...(superseded && { include: 'superseded' as const }),
                limit,
                ...cursor,
              },
            },
          }),
        ),
      ),
    placeholderData,
  });

export const historyQuery = (id: string, basis: Basis) =>
  queryOptions({
    queryKey: ['history', id, known(basis)],
    queryFn: () =>
      everyPage<HistoryItem>((cursor) =>
        answered(
          api.GET('/v1/policies/{id}/history', {
            params: { path: { id }, query: { ...queryOf(known(basis)), limit, ...cursor } },
          }),
        ),
      ),
    placeholderData,
  });

export const explainQuery = (id: string, field: string, basis: Basis) =>
  queryOptions({
    queryKey: ['explain', id, field, basis],
    queryFn: () =>
      answered(
        api.GET('/v1/policies/{id}/explain', {
          params: { path: { id }, query: { ...queryOf(basis), field } },
        }),
      ),
  });

export const diffQuery = (id: string, bases: TwoBases) =>
  queryOptions({
    queryKey: ['diff', id, bases],
    queryFn: () =>
      answered(api.GET('/v1/policies/{id}/diff', { params: { path: { id }, query: diffQueryOf(bases) } })),
    placeholderData,
  });

/** All policies: a page of what changed. @param filters those of the list, and the cursor of the page */
export const diffsQuery = (bases: TwoBases, filters: Readonly<Record<string, string>>) =>
  queryOptions({
    queryKey: ['diffs', bases, filters],
    queryFn: () =>
      answered(api.GET('/v1/diff', { params: { query: { ...diffQueryOf(bases), ...filters } } })),
    placeholderData,
  });

/** All pages of `diffsQuery`, as one. */
export async function wholeDiff(bases: TwoBases, filters: Readonly<Record<string, string>>) {
  const ask = async (cursor?: string) =>
    answered(
      api.GET('/v1/diff', {
        params: { query: { ...diffQueryOf(bases), ...filters, limit: 1000, ...(cursor && { cursor }) } },
      }),
    );
  let page = await ask();
  const whole = page;
  while (page.next !== undefined) {
    page = await ask(new URL(page.next, window.location.origin).searchParams.get('cursor') ?? '');
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
    queryFn: () =>
      answered(
        api.GET('/v1/policies/{id}/answer-status', { params: { path: { id }, query: queryOf(basis) } }),
      ),
  });

export const developmentQuery = (eventId: string) =>
  queryOptions({
    queryKey: ['development', eventId],
    queryFn: async () => {
      const recorded = await answered(
        api.GET('/v1/developments/{eventId}', { params: { path: { eventId } } }),
      );
      // The same route returns rulings, which these pages cannot correct.
      if ('effective' in recorded) return recorded;
      throw new ApiProblem(404, { detail: `${eventId} is a ruling, not a development` });
    },
  });

export const kindsQuery = queryOptions({
  queryKey: ['kinds'],
  queryFn: () => answered(api.GET('/v1/kinds')),
  staleTime: Infinity,
});

/** Labels of statuses, fields, areas and words. */
export const labelsQuery = queryOptions({
  queryKey: ['labels'],
  queryFn: () => answered(api.GET('/v1/labels')),
  staleTime: Infinity,
});

/** The permissions of a key; the request uses that key before the session does. */
export const callerQuery = (key: string | null) =>
  queryOptions({
    queryKey: ['caller', key],
    queryFn: () =>
      answered(api.GET('/v1/caller', { headers: key === null ? {} : { authorization: `Bearer ${key}` } })),
    retry: false,
  });

/** Follows `next` to the end. */
async function everyPage<T>(
  page: (cursor: { cursor?: string }) => Promise<{ items: T[]; next?: string }>,
): Promise<T[]> {
  const items: T[] = [];
  let cursor: string | null = null;
  do {
    const { items: more, next }: { items: T[]; next?: string } = await page(
      cursor === null ? {} : { cursor },
    );
    items.push(...more);
    cursor = next === undefined ? null : new URL(next, window.location.origin).searchParams.get('cursor');
  } while (cursor !== null);
  return items;
}
