/** What users of openapi-typescript and openapi-fetch write; it is compiled by the type check, never run. */
import createClient from 'openapi-fetch';
import type { paths } from '../../dashboard/src/api/schema.js';

const api = createClient<paths>({ baseUrl: 'http://127.0.0.1' });
const sources = [{ title: 'Contract notice' }];
const params = { path: { id: 'jp-tomahawk-procurement' } };

export const recorded = await api.POST('/v1/policies/{id}/developments', {
  params,
  body: {
    kind: 'contract-concluded',
    effective: '2024-01',
    payload: { counterparty: 'US', quantity: 400 },
    sources,
  },
});
export const verified = await api.POST('/v1/developments/{eventId}/correction', {
  params: { path: { eventId: '01a2' } },
  body: { kind: 'verified', effective: '2024', sources },
});
await api.POST('/v1/policies/{id}/developments', {
  params,
  // @ts-expect-error: this kind has no such property
  body: { kind: 'contract-concluded', effective: '2024-01', payload: { counterparti: 'US' }, sources },
});
await api.POST('/v1/policies/{id}/developments', {
  params,
  // @ts-expect-error: the payload of this kind may not be left out
  body: { kind: 'contract-concluded', effective: '2024-01', sources },
});
