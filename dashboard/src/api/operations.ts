import { ApiProblem, type components, type operations } from '@policy-timeline/client';
import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import type { ExportBody } from './changes.js';
import { api } from './client.js';

type Schemas = components['schemas'];
export type ApiKey = Schemas['Keys']['items'][number];
export type ExportChoice = Schemas['ExportChoices']['items'][number];
export type ExportSchedule = Schemas['ExportSchedule'];
export type NewKey = Schemas['NewKey'];
type KeyBody = operations['createKey']['requestBody']['content']['application/json'];
export type Role = KeyBody['role'];
export const ROLES: readonly Role[] = ['viewer', 'editor', 'importer', 'admin'];

export const keysQuery = queryOptions({ queryKey: ['keys'], queryFn: () => api.get('/v1/keys') });

export type Act = Schemas['Audit']['items'][number];

/** What administrators did, page by page, the newest first. */
export const auditQuery = infiniteQueryOptions({
  queryKey: ['audit'],
  queryFn: ({ pageParam }) =>
    api.get('/v1/audit', { query: { limit: 20, ...(pageParam !== undefined && { before: pageParam }) } }),
  initialPageParam: undefined as number | undefined,
  getNextPageParam: ({ items, next }) => (next === undefined ? undefined : items.at(-1)?.id),
});

export const peopleQuery = queryOptions({ queryKey: ['people'], queryFn: () => api.get('/v1/people') });

export const createKey = (body: KeyBody): Promise<NewKey> => api.post('/v1/keys', { body });

export const rotateKey = (id: string): Promise<NewKey> =>
  api.post('/v1/keys/{id}/rotation', { path: { id } });

export const revokeKey = (id: string): Promise<void> => api.delete('/v1/keys/{id}', { path: { id } });

/** What can be exported, in which formats, with which members and columns. */
export const exportChoicesQuery = queryOptions({
  queryKey: ['export-choices'],
  queryFn: () => api.get('/v1/exports/choices'),
  staleTime: Infinity,
});

/** The newest exports; refetched often while one is running, and rarely otherwise, because schedules and other keys add some. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: () => api.get('/v1/exports'),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ state: job }) => job === 'queued' || job === 'running') === true ? 500 : 10_000,
});

export const removeExport = (id: string): Promise<void> => api.delete('/v1/exports/{id}', { path: { id } });

export const schedulesQuery = queryOptions({
  queryKey: ['schedules'],
  queryFn: () => api.get('/v1/export-schedules'),
  refetchInterval: 60_000,
});

export const createSchedule = (body: {
  cron: string;
  incremental: boolean;
  request: ExportBody;
}): Promise<ExportSchedule> => api.post('/v1/export-schedules', { body });

export const removeSchedule = (id: string): Promise<void> =>
  api.delete('/v1/export-schedules/{id}', { path: { id } });

/** The next run of a cron expression; fails with the service's message for an invalid one. */
export const nextRunQuery = (cron: string) =>
  queryOptions({
    queryKey: ['next-run', cron],
    queryFn: async () => {
      try {
        return await api.get('/v1/export-schedules/next-run', { query: { cron } });
      } catch (error) {
        const [mistake] = error instanceof ApiProblem ? (error.document.errors ?? []) : [];
        throw mistake ? new Error(mistake.detail) : error;
      }
    },
  });

/** Readiness, with the names of missing parts: 503 is an answer here, not a failure. */
export const readyQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async () => {
    const verdict: Verdict = await api.get('/health/ready').catch(notReady);
    const { ready, missing = {}, warnings = {} } = verdict;
    return { ready, missing, warnings };
  },
  refetchInterval: 5000,
});

interface Verdict {
  ready: string[];
  missing?: Record<string, string>;
  warnings?: Record<string, string>;
}

/** @throws the error, if it says nothing about readiness */
function notReady(error: unknown): Verdict {
  if (error instanceof ApiProblem && 'ready' in error.document) return error.document as Verdict;
  throw error;
}
