import { setTimeout as sleep } from 'node:timers/promises';
import { readFileSync } from 'node:fs';
import type { Json } from '../../src/domain/json.js';
import { call, getJson } from '../exports/exporting.js';
import type { TestApp } from '../support/app.js';
import type { ASKED } from './documented-requests.js';

type Asked = (typeof ASKED)[number];

interface Documented {
  responses: Record<string, { content?: Record<string, { schema: object; example?: unknown }> }>;
}

export interface OpenApi {
  paths: Record<string, Partial<Record<'get' | 'post' | 'delete', Documented>>>;
  components: { schemas: object };
}
export const readOpenApi = (): OpenApi => JSON.parse(readFileSync('openapi.json', 'utf8')) as OpenApi;

/** The media type that is documented for an answer, its schema and its example; no answer without content has one. */
export function documentedContent(
  { paths }: OpenApi,
  answer: string,
): { type: string; schema: object; example?: unknown } | undefined {
  const [method = '', path = '', status = ''] = answer.split(' ');
  const [content] = Object.entries(paths[path]?.[method as 'get']?.responses[status]?.content ?? {});
  return content && { type: content[0], ...content[1] };
}

/** Sends the documented requests one after the other; later ones use ids that earlier ones were answered. */
export class Asker {
  private readonly named: Record<string, string> = {};

  constructor(
    private readonly app: TestApp,
    private readonly openapi: OpenApi,
  ) {}

  async ask({ answer, path, body, lines, keep = {} }: Asked): Promise<{ response: Response; text: string }> {
    const [method = ''] = answer.split(' ');
    const type = documentedContent(this.openapi, answer)?.type;
    const response =
      lines === undefined
        ? await call(
            this.app,
            method.toUpperCase(),
            this.filled(path),
            body && (JSON.parse(this.filled(JSON.stringify(body))) as Json),
            type === 'application/json' ? { accept: type } : {},
          )
        : await fetch(`${this.app.url}${path}`, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${this.app.adminKey}`,
              'content-type': 'application/x-ndjson',
            },
            body: lines,
          });
    const text = await response.text();
    if (response.ok && type === 'application/json') {
      const given = JSON.parse(text) as never;
      for (const [name, member] of Object.entries(keep)) this.named[name] = member(given);
      await this.ended(response.headers.get('location'));
    }
    return { response, text };
  }

  /** Jobs that were begun have ended before the next request, so that every run is answered the same. */
  private async ended(location: string | null): Promise<void> {
    if (!/^\/v1\/(imports|rebuilds)\//.test(location ?? '')) return;
    for (;;) {
      const { state } = await getJson<{ state: string }>(this.app, location ?? '');
      if (state !== 'queued' && state !== 'running') return;
      await sleep(50);
    }
  }

  private filled(text: string): string {
    return text
      .replace(/:(\w+Id)\b/g, (_, name: string) => this.named[name] ?? '')
      .replace(':url', this.app.url);
  }
}
