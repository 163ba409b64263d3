import createClient from 'openapi-fetch';
import { currentKey } from '../session/key.js';
import { ApiProblem } from './problem.js';
import type { components, paths } from './schema.js';

/** The API of the server that served this page. */
export const api = createClient<paths>({ baseUrl: window.location.origin });

api.use({
  onRequest({ request }) {
    const key = currentKey();
    if (key !== null && !request.headers.has('authorization'))
      request.headers.set('authorization', `Bearer ${key}`);
  },
});

type Schemas = components['schemas'];
export type Period = Schemas['Period'];
export type State = Schemas['State'];
export type PolicyItem = Schemas['PolicyItem'];
export type Field = Schemas['Field'];
export type Expected = Schemas['Expected'];
export type TimelineItem = Schemas['TimelineItem'];
export type Development = Schemas['Development'];
export type HistoryItem = Schemas['History']['items'][number];
export type Reason = Schemas['Reason'];
export type RulingOnField = Schemas['RulingOnField'];
export type Source = Schemas['Source'];
export type Kind = Schemas['Kinds']['items'][number];
export type FormField = Schemas['FormField'];
export type Change = Schemas['Change'];
export type ImportJob = Schemas['Import'];
export type ExportJob = Schemas['Export'];
export type Preview = Schemas['Preview'];
export type Warning = Schemas['Warning'];

/** The answer of a call. @throws ApiProblem if the service refuses, TypeError if it cannot be reached */
export async function answered<T>(
  call: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (!response.ok || data === undefined) throw new ApiProblem(response.status, error);
  return data;
}
