import type { Json } from '../../src/domain/json.js';
import type { TestApp } from './app.js';
import { patientGet } from './patient-get.js';

/** Sends GET and expects 200. @throws Error with any other answer */
export async function ask(app: Pick<TestApp, 'url'>, path: string): Promise<unknown> {
  const { response, text } = await patientGet(app.url + path);
  if (response.status !== 200) throw new Error(`${path} was answered ${response.status} ${text}`);
  return JSON.parse(text);
}

/** POST with the administrator's key. */
export async function post(
  app: TestApp,
  path: string,
  body: Json,
): Promise<{ status: number; body: unknown }> {
  const response = await fetch(app.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: await response.json() };
}
