import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { answered, api, type Preview } from './client.js';
import type { Guards, Recorded } from '../record/use-change.js';
import type { paths } from './schema.js';

type JsonBody<T> = T extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : never;
export type DevelopmentBody = JsonBody<paths['/v1/policies/{id}/developments']['post']>;
export type RegistrationBody = JsonBody<paths['/v1/policies']['post']>;
export type ExportBody = JsonBody<paths['/v1/exports']['post']>;
export type AmendmentBody = JsonBody<paths['/v1/policies/{id}/amendment']['post']>;
export type RetractionBody = JsonBody<paths['/v1/developments/{eventId}/retraction']['post']>;

export type RulingBody = JsonBody<paths['/v1/policies/{id}/rulings']['post']>;

export const record = (id: string, body: DevelopmentBody, header: Guards): Promise<Recorded> =>
  answered(
    api.POST('/v1/policies/{id}/developments', { params: { path: { id }, header }, body }),
  ) as Promise<Recorded>;

export const correct = (eventId: string, body: DevelopmentBody, header: Guards): Promise<Recorded> =>
  answered(
    api.POST('/v1/developments/{eventId}/correction', { params: { path: { eventId }, header }, body }),
  ) as Promise<Recorded>;

export const retract = (eventId: string, body: RetractionBody, header: Guards): Promise<Recorded> =>
  answered(
    api.POST('/v1/developments/{eventId}/retraction', { params: { path: { eventId }, header }, body }),
  ) as Promise<Recorded>;

export const rule = (id: string, body: RulingBody, header: Guards): Promise<Recorded> =>
  answered(
    api.POST('/v1/policies/{id}/rulings', {
      // The `expected` of a ruling checks what its preference judges, even if other events were recorded meanwhile.
      params: { path: { id }, header: body.expected ? withoutVersion(header) : header },
      body,
    }),
  ) as Promise<Recorded>;

const withoutVersion = ({ 'Idempotency-Key': key }: Guards) => ({ 'Idempotency-Key': key });

export const amend = (id: string, body: AmendmentBody, header: Guards): Promise<Recorded> =>
  answered(api.POST('/v1/policies/{id}/amendment', { params: { path: { id }, header }, body }));

export const register = (body: RegistrationBody, { 'Idempotency-Key': key }: Guards): Promise<Recorded> =>
  answered(api.POST('/v1/policies', { params: { header: { 'Idempotency-Key': key } }, body }));

/** A change before it is sent: a development of a policy, a ruling, or the correction or retraction of one. */
export type Tried =
  | { policyId: string; development: DevelopmentBody }
  | { ruledPolicyId: string; ruling: RulingBody }
  | { eventId: string; correction: DevelopmentBody }
  | { eventId: string; retraction: RetractionBody };

/** The state before and after the change. */
export const previewQuery = (tried: Tried | null, asOf: string) =>
  queryOptions({
    queryKey: ['preview', tried, asOf],
    queryFn: () => tryOut(tried, { dryRun: true, asOf }) as Promise<Preview>,
    retry: false,
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

function tryOut(tried: Tried | null, query: { dryRun: true; asOf: string }): Promise<unknown> {
  if (tried === null) return Promise.reject(new Error('There is nothing to try'));
  if ('policyId' in tried) {
    const params = { path: { id: tried.policyId }, query };
    return answered(api.POST('/v1/policies/{id}/developments', { params, body: tried.development }));
  }
  if ('ruling' in tried) {
    const params = { path: { id: tried.ruledPolicyId }, query };
    return answered(api.POST('/v1/policies/{id}/rulings', { params, body: tried.ruling }));
  }
  const params = { path: { eventId: tried.eventId }, query };
  return 'correction' in tried
    ? answered(api.POST('/v1/developments/{eventId}/correction', { params, body: tried.correction }))
    : answered(api.POST('/v1/developments/{eventId}/retraction', { params, body: tried.retraction }));
}
