import { setTimeout as sleep } from 'node:timers/promises';
import { loadDemo } from '../../src/cli/load-demo.js';
import { Imports } from '../../src/write/import/imports.js';
import type { Json, JsonObject } from '../../src/domain/json.js';
import type { ExportView } from '../../src/exports/jobs/export-jobs.js';
import type { Manifest } from '../../src/exports/files/manifest.js';
import type { Environment } from '../../src/settings/environment.js';
import { startTestApp, type TestApp } from '../support/app.js';

/** A service, in whichever process. */
export type Served = Pick<TestApp, 'url' | 'adminKey'>;

/** An application with the demo timeline. */
export async function startExporting(settings: Partial<Environment> = {}): Promise<TestApp> {
  const app = await startTestApp(settings);
  await loadDemo(app.application.http.app.get(Imports));
  return app;
}

export async function call(
  app: Served,
  method: string,
  path: string,
  body?: Json | object,
  headers: Record<string, string> = {},
): Promise<Response> {
  return fetch(app.url + path, {
    method,
    headers: {
      authorization: `Bearer ${app.adminKey}`,
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  });
}

export async function getJson<T = JsonObject>(app: Served, path: string): Promise<T> {
  const response = await call(app, 'GET', path);
  if (!response.ok) throw new Error(`${path}: ${await response.text()}`);
  return (await response.json()) as T;
}

/** Starts an export. @throws Error with the refusal */
export async function startExport(app: Served, body: object): Promise<ExportView> {
  const response = await call(app, 'POST', '/v1/exports', body);
  if (response.status !== 202) throw new Error(`${response.status} ${await response.text()}`);
  return (await response.json()) as ExportView;
}

/** Waits until an export has ended, in whichever way. */
export async function ended(app: Served, id: string): Promise<ExportView> {
  for (let tries = 0; tries < 600; tries += 1) {
    const job = await getJson<ExportView>(app, `/v1/exports/${id}`);
    if (job.state !== 'queued' && job.state !== 'running') return job;
    await sleep(50);
  }
  throw new Error(`export ${id} does not end`);
}

/** Makes a file and downloads it. @throws Error if the job does not succeed */
export async function exported(
  app: Served,
  body: object,
): Promise<{ job: ExportView; manifest: Manifest; bytes: Buffer; text: string }> {
  const job = await ended(app, (await startExport(app, body)).id);
  if (job.state !== 'succeeded') throw new Error(`${job.state}: ${JSON.stringify(job.problem)}`);
  const response = await call(app, 'GET', `/v1/exports/${job.id}/file`);
  if (response.status !== 200) throw new Error(await response.text());
  const bytes = Buffer.from(await response.arrayBuffer());
  const manifest = await getJson<Manifest>(app, `/v1/exports/${job.id}/manifest`);
  return { job, manifest, bytes, text: bytes.toString('utf8') };
}

/** The rows of an NDJSON file. */
export const rowsOf = (text: string): JsonObject[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as JsonObject);
