import { queryOptions } from '@tanstack/react-query';
import type { ExportBody } from './changes.js';
import { answered, api } from './client.js';
import { ApiProblem } from './problem.js';
import type { components, operations } from './schema.js';

type Schemas = components['schemas'];
export type ApiKey = Schemas['Keys']['items'][number];
export type ExportChoice = Schemas['ExportChoices']['items'][number];
export type ExportSchedule = Schemas['ExportSchedule'];
export type NewKey = Schemas['NewKey'];
type KeyBody = operations['createKey']['requestBody']['content']['application/json'];
export type Role = KeyBody['role'];
export const ROLES: readonly Role[] = ['viewer', 'editor', 'importer', 'admin'];

export const keysQuery = queryOptions({ queryKey: ['keys'], queryFn: () => answered(api.GET('/v1/keys')) });

export const createKey = (body: KeyBody): Promise<NewKey> => answered(api.POST('/v1/keys', { body }));

export const rotateKey = (id: string): Promise<NewKey> =>
  answered(api.POST('/v1/keys/{id}/rotation', { params: { path: { id } } }));

export const revokeKey = (id: string): Promise<void> =>
  done(api.DELETE('/v1/keys/{id}', { params: { path: { id } } }));

/** What can be exported, in which formats, with which members and columns. */
export const exportChoicesQuery = queryOptions({
  queryKey: ['export-choices'],
  queryFn: () => answered(api.GET('/v1/exports/choices')),
  staleTime: Infinity,
});

/** The newest exports; refetched often while one is running, and rarely otherwise, because schedules and other keys add some. */
export const exportsQuery = queryOptions({
  queryKey: ['exports'],
  queryFn: () => answered(api.GET('/v1/exports')),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ state: job }) => job === 'queued' || job === 'running') === true ? 500 : 10_000,
});

export const removeExport = (id: string): Promise<void> =>
  done(api.DELETE('/v1/exports/{id}', { params: { path: { id } } }));

export const schedulesQuery = queryOptions({
  queryKey: ['schedules'],
  queryFn: () => answered(api.GET('/v1/export-schedules')),
  refetchInterval: 60_000,
});

export const createSchedule = (body: {
  cron: string;
  incremental: boolean;
  request: ExportBody;
}): Promise<ExportSchedule> => answered(api.POST('/v1/export-schedules', { body }));

export const removeSchedule = (id: string): Promise<void> =>
  done(api.DELETE('/v1/export-schedules/{id}', { params: { path: { id } } }));

/** The next run of a cron expression; fails with the service's message for an invalid one. */
export const nextRunQuery = (cron: string) =>
  queryOptions({
    queryKey: ['next-run', cron],
    queryFn: async () => {
      const { data, error, response } = await api.GET('/v1/export-schedules/next-run', {
        params: { query: { cron } },
      });
      if (data) return data;
      const [mistake] = new ApiProblem(response.status, error).document.errors ?? [];
      throw new Error(mistake?.detail ?? String(response.status));
    },
    retry: false,
  });

/** Readiness, with the names of missing parts: 503 is an answer here, not a failure. */
export const readyQuery = queryOptions({
  queryKey: ['health'],
  queryFn: async () => {
    const { data, error, response } = await api.GET('/health/ready');
    const verdict: unknown = response.status === 503 ? error : data;
    if (typeof verdict !== 'object' || verdict === null || !('ready' in verdict))
      throw new ApiProblem(response.status, error);
    const { ready, missing = {}, warnings = {} } = verdict as Verdict;
    return { ready, missing, warnings };
  },
  refetchInterval: 5000,
});

interface Verdict {
  ready: string[];
  missing?: Record<string, string>;
  warnings?: Record<string, string>;
}

/** Waits for an answer without content. @throws ApiProblem */
async function done(call: Promise<{ error?: unknown; response: Response }>): Promise<void> {
  const { error, response } = await call;
  if (!response.ok) throw new ApiProblem(response.status, error);
}
