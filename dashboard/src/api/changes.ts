import type { paths } from '@policy-timeline/client';
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, type Preview } from './client.js';
import type { Guards, Recorded } from '../record/use-change.js';

type JsonBody<T> = T extends { requestBody: { content: { 'application/json': infer Body } } } ? Body : never;
export type DevelopmentBody = JsonBody<paths['/v1/policies/{id}/developments']['post']>;
export type RegistrationBody = JsonBody<paths['/v1/policies']['post']>;
export type ExportBody = JsonBody<paths['/v1/exports']['post']>;
export type AmendmentBody = JsonBody<paths['/v1/policies/{id}/amendment']['post']>;
export type RetractionBody = JsonBody<paths['/v1/developments/{eventId}/retraction']['post']>;

export type RulingBody = JsonBody<paths['/v1/policies/{id}/rulings']['post']>;

export const record = (id: string, body: DevelopmentBody, header: Guards): Promise<Recorded> =>
  api.post('/v1/policies/{id}/developments', { path: { id }, header, body });

export const correct = (eventId: string, body: DevelopmentBody, header: Guards): Promise<Recorded> =>
  api.post('/v1/developments/{eventId}/correction', { path: { eventId }, header, body });

export const retract = (eventId: string, body: RetractionBody, header: Guards): Promise<Recorded> =>
  api.post('/v1/developments/{eventId}/retraction', { path: { eventId }, header, body });

export const rule = (id: string, body: RulingBody, header: Guards): Promise<Recorded> =>
  api.post('/v1/policies/{id}/rulings', {
    path: { id },
    // The `expected` of a ruling checks what its preference judges, even if other events were recorded meanwhile.
    header: body.expected ? withoutVersion(header) : header,
    body,
  });

const withoutVersion = ({ 'Idempotency-Key': key }: Guards) => ({ 'Idempotency-Key': key });

export const amend = (id: string, body: AmendmentBody, header: Guards): Promise<Recorded> =>
  api.post('/v1/policies/{id}/amendment', { path: { id }, header, body });

export const register = (body: RegistrationBody, { 'Idempotency-Key': key }: Guards): Promise<Recorded> =>
  api.post('/v1/policies', { header: { 'Idempotency-Key': key }, body });

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
    queryFn: () => tryOut(tried, { asOf }),
    gcTime: 0,
    placeholderData: keepPreviousData,
  });

function tryOut(tried: Tried | null, query: { asOf: string }): Promise<Preview> {
  if (tried === null) return Promise.reject(new Error('There is nothing to try'));
  if ('policyId' in tried) {
    const { policyId: id, development: body } = tried;
    return api.preview('/v1/policies/{id}/developments', { path: { id }, query, body });
  }
  if ('ruling' in tried) {
    const { ruledPolicyId: id, ruling: body } = tried;
    return api.preview('/v1/policies/{id}/rulings', { path: { id }, query, body });
  }
  const path = { eventId: tried.eventId };
  return 'correction' in tried
    ? api.preview('/v1/developments/{eventId}/correction', { path, query, body: tried.correction })
    : api.preview('/v1/developments/{eventId}/retraction', { path, query, body: tried.retraction });
}
