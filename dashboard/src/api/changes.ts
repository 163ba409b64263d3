import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api, type Preview } from './client.js';
import type { Guards } from '../record/use-change.js';
import type { paths } from './schema.js';

type JsonBody<T> = T extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : never;
export type DevelopmentBody = JsonBody<paths['/v1/policies/{id}/developments']['post']>;
export type RegistrationBody = JsonBody<paths['/v1/policies']['post']>;
export type RetractionBody = JsonBody<paths['/v1/developments/{eventId}/retraction']['post']>;

interface Recorded {
  eventId: string;
  position: number;
}

export const record = (id: string, body: DevelopmentBody, header: Guards): Promise<Recorded> =>
  answered(
    api.POST('/v1/policies/{id}/developments', { params: { path: { id }, header }, body }),
  ) as Promise<Recorded>;

export const correct = (eventId: string, body: DevelopmentBody, header: Guards): Promise<Recorded> =>
  answered(
    api.POST('/v1/developments/{eventId}/correction', { params: { path: { eventId }, header }, body }),
  );

export const retract = (eventId: string, body: RetractionBody, header: Guards): Promise<Recorded> =>
  answered(
    api.POST('/v1/developments/{eventId}/retraction', { params: { path: { eventId }, header }, body }),
  );

export const register = (body: RegistrationBody, { 'Idempotency-Key': key }: Guards): Promise<Recorded> =>
  answered(api.POST('/v1/policies', { params: { header: { 'Idempotency-Key': key } }, body }));

/** The state before and after, if this were recorded. */
export const previewQuery = (id: string, body: DevelopmentBody, asOf: string) =>
  queryOptions({
    queryKey: ['preview', id, body, asOf],
    queryFn: () =>
      answered(
        api.POST('/v1/policies/{id}/developments', {
          params: { path: { id }, query: { dryRun: true, asOf } },
          body,
        }),
      ) as Promise<Preview>,
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });
