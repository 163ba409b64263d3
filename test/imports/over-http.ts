import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp } from '../support/app.js';

/** An import as its answer shows it. */
export interface ImportView {
  id: string;
  state: string;
  dryRun: boolean;
  progress: { done: number; total?: number; rate: number };
  read: number;
  recorded: number;
  recordedAnew: number;
  alreadyDone: number;
  rejected: number;
  warned: number;
  warnings: { line: number; eventId: string }[];
  problem?: { type: string; detail: string };
}

export interface RejectView {
  line: number;
  pointer: string;
  problem: { type: string; detail: string };
}

/** Imports over HTTP, as a client with an importer's key does. */
export class ImportClient {
  constructor(
    private readonly app: TestApp,
    private readonly key: string = app.adminKey,
  ) {}

  send(
    body: string | Buffer,
    { query = '', headers = {} }: { query?: string; headers?: Record<string, string> } = {},
  ) {
    return fetch(`${this.app.url}/v1/imports${query}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-ndjson', ...this.authorization, ...headers },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    });
  }

  /** Sends a file, waits for the end of its job, and fetches the rejects. */
  async import(
    body: string | Buffer | readonly object[],
    query = '',
  ): Promise<ImportView & { rejects: RejectView[] }> {
    const file = typeof body === 'string' || Buffer.isBuffer(body) ? body : ndjson(body);
    const response = await this.send(file, { query });
    if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
    const { id } = (await response.json()) as ImportView;
    const job = await this.ended(id);
    return { ...job, rejects: await this.rejects(id) };
  }

  async ended(id: string): Promise<ImportView> {
    for (;;) {
      const job = (await (await this.get(`/v1/imports/${id}`)).json()) as ImportView;
      if (!['queued', 'running'].includes(job.state)) return job;
      await sleep(20);
    }
  }

  async rejects(id: string): Promise<RejectView[]> {
    const text = await (await this.get(`/v1/imports/${id}/rejects`)).text();
    return text
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as RejectView);
  }

  get(path: string): Promise<Response> {
    return fetch(`${this.app.url}${path}`, { headers: this.authorization });
  }

  private get authorization() {
    return { authorization: `Bearer ${this.key}` };
  }
}

export const ndjson = (lines: readonly object[]): string =>
  lines.map((line) => `${JSON.stringify(line)}\n`).join('');

export const policyLine = (id: string, more: object = {}) => ({
  policy: { id, title: 'A policy', jurisdiction: 'JP', area: 'tests' },
  ...more,
});

/** A line that says what the status of a policy is. */
export const statusLine = (policyId: string, externalId: string, status: string, more: object = {}) => ({
  policyId,
  kind: 'status-reported',
  effective: '2024-01-18',
  payload: { status },
  sources: [{ title: 'A source' }],
  externalId,
  ...more,
});
