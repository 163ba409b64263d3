import { createRootRoute, createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router';
import { NotFound } from './parts/not-found.js';
import { Shell } from './shell.js';

/** The query of the page as plain texts: nothing is quoted or converted, so addresses stay readable. */
const parseSearch = (query: string): Record<string, string> => Object.fromEntries(new URLSearchParams(query));
const stringifySearch = (search: Record<string, unknown>): string => {
  const given = Object.entries(search).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string' && entry[1] !== '',
  );
  return given.length === 0 ? '' : `?${new URLSearchParams(given).toString()}`;
};

/** The query of every page: texts by name; each page reads those it knows. */
export type Search = Record<string, string | undefined>;
const root = createRootRoute({
  component: Shell,
  notFoundComponent: () => <NotFound />,
  validateSearch: (search): Search => search as Search,
});

const overview = createRoute({
  getParentRoute: () => root,
  path: '/',
  component: lazyRouteComponent(() => import('./overview/overview-page.js'), 'OverviewPage'),
});
const policy = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId',
  component: lazyRouteComponent(() => import('./policy/policy-page.js'), 'PolicyPage'),
});
const compare = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId/compare',
  component: lazyRouteComponent(() => import('./compare/compare-page.js'), 'ComparePage'),
});
const compareAll = createRoute({
  getParentRoute: () => root,
  path: '/compare',
  component: lazyRouteComponent(() => import('./compare/all-page.js'), 'CompareAllPage'),
});
const record = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId/record',
  component: lazyRouteComponent(() => import('./record/record-page.js'), 'RecordPage'),
});
const amend = createRoute({
  getParentRoute: () => root,
  path: '/policies/$policyId/amend',
  component: lazyRouteComponent(() => import('./record/amend-page.js'), 'AmendPage'),
});
const correct = createRoute({
  getParentRoute: () => root,
  path: '/developments/$eventId/correct',
  component: lazyRouteComponent(() => import('./record/correct-page.js'), 'CorrectPage'),
});
const retract = createRoute({
  getParentRoute: () => root,
  path: '/developments/$eventId/retract',
  component: lazyRouteComponent(() => import('./record/retract-page.js'), 'RetractPage'),
});
const register = createRoute({
  getParentRoute: () => root,
  path: '/register',
  component: lazyRouteComponent(() => import('./record/register-page.js'), 'RegisterPage'),
});
const operations = createRoute({
  getParentRoute: () => root,
  path: '/operations',
  component: lazyRouteComponent(() => import('./operations/operations-page.js'), 'OperationsPage'),
});
const signInReturn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./session/return-page.js'), 'ReturnPage'),
});

const routeTree = root.addChildren([
  overview,
  policy,
  compare,
  compareAll,
  record,
  amend,
  correct,
  retract,
  register,
  operations,
  signInReturn,
]);

export const router = createRouter({ routeTree, parseSearch, stringifySearch, scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
