import type { QueryClient } from '@tanstack/react-query';
import { activityQuery, facetsQuery, policiesQuery } from './api/overview-queries.js';
import { historyQuery, kindsQuery, labelsQuery, stateQuery, timelineQuery } from './api/queries.js';
import { askedOfService, filtersOf } from './overview/filtering.js';
import { sortOf } from './overview/sorting.js';
import { basisFaults, basisOf } from './time/basis.js';

/**
 * Begins to load the code of the first page and the answers that it will ask for, while the app itself is still loading. Nothing
 * depends on it: what is not asked here, or is refused, is asked by the page, which shows a refusal.
 */
export function askFirst(client: QueryClient, { pathname, search: query }: Location): void {
  const search: Record<string, string> = Object.fromEntries(new URLSearchParams(query));
  if (basisFaults(search).length > 0) return;
  const [, policyId] = /^\/policies\/([\w.-]+)$/.exec(pathname) ?? [];
  const page =
    policyId !== undefined
      ? ofPolicy(client, policyId, search)
      : pathname === '/'
        ? ofOverview(client, search)
        : [];
  void Promise.allSettled([client.query(labelsQuery), client.query(kindsQuery), ...page]);
}

function ofPolicy(client: QueryClient, policyId: string, search: Record<string, string>): Promise<unknown>[] {
  const basis = basisOf(search);
  return [
    import('./policy/policy-page.js'),
    client.query(stateQuery(policyId, basis)),
    client.query(timelineQuery(policyId, basis)),
    client.query(historyQuery(policyId, basis)),
  ];
}

function ofOverview(client: QueryClient, search: Record<string, string>): Promise<unknown>[] {
  const basis = basisOf(search);
  const asked = askedOfService(filtersOf(search));
  return [
    import('./overview/overview-page.js'),
    client.query(policiesQuery(basis, asked, sortOf(search['sort']))),
    client.query(facetsQuery(basis, asked)),
    client.query(activityQuery('effective', {}, {})),
    client.query(activityQuery('recorded', {}, {})),
  ];
}
