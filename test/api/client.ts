import type { Json, JsonObject } from '../../src/domain/json.js';
import type { TestApp } from '../support/app.js';

/** An answer with its body read. */
export interface Reply<T = JsonObject> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

/** A client of one application, as its administrator unless said otherwise. */
export class Client {
  constructor(private readonly app: TestApp) {}

  async get<T = JsonObject>(path: string, headers: Record<string, string> = {}): Promise<Reply<T>> {
    return reply(await fetch(this.app.url + path, { headers, redirect: 'manual' }));
  }

  async post<T = JsonObject>(
    path: string,
    body: Json,
    headers: Record<string, string> = {},
  ): Promise<Reply<T>> {
    const all = {
      authorization: `Bearer ${this.app.adminKey}`,
      'content-type': 'application/json',
      ...headers,
    };
    return reply(
      await fetch(this.app.url + path, { method: 'POST', headers: all, body: JSON.stringify(body) }),
    );
  }

  register(id: string, more: JsonObject = {}): Promise<Reply<RecordedBody>> {
    return this.post('/v1/policies', {
      id,
      title: `Policy ${id}`,
      jurisdiction: 'JP',
      area: 'tests',
      ...more,
    });
  }

  record(id: string, body: JsonObject, headers: Record<string, string> = {}): Promise<Reply<RecordedBody>> {
    return this.post(
      `/v1/policies/${id}/developments`,
      { sources: [{ title: 'A source' }], ...body },
      headers,
    );
  }
}

export interface RecordedBody {
  eventId: string;
  position: number;
  version: number;
  recordedAt: string;
}

/** A development with nothing special about it. */
export const statusOn = (effective: string, status: string): JsonObject => ({
  kind: 'status-reported',
  effective,
  payload: { status },
});

/** The last part of a problem's type. */
export const slugOf = ({ body: { type } }: Reply<{ type?: unknown }>): string =>
  typeof type === 'string' ? (type.split('/').at(-1) ?? '') : '';

async function reply<T>(response: Response): Promise<Reply<T>> {
  const text = await response.text();
  return {
    status: response.status,
    headers: response.headers,
    text,
    body: (text === '' ? {} : JSON.parse(text)) as T,
  };
}
