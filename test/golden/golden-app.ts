import { startTestApp, type TestApp } from '../support/app.js';
import { patientGet } from '../support/patient-get.js';
import type { GoldenAnswer } from './files.js';
import { restore, type LogRow } from './log-rows.js';

/** The whole application on a log with these events; feeds and citations speak of the address at which it is public. */
export const startOn = (rows: readonly LogRow[]): Promise<TestApp> =>
  startTestApp({ PUBLIC_URL: 'https://timeline.example' }, undefined, ({ adminUrl }) =>
    restore(adminUrl, rows),
  );

/** @throws Error if the answer is no 200 */
export async function answerTo({ url }: Pick<TestApp, 'url'>, path: string): Promise<GoldenAnswer> {
  const { response, text: body } = await patientGet(url + path);
  if (response.status !== 200) throw new Error(`${path} was answered ${response.status} ${body}`);
  return { path, contentType: response.headers.get('content-type') ?? '', body };
}
