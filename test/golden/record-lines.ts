import { setTimeout as sleep } from 'node:timers/promises';
import type { TestApp } from '../support/app.js';

/**
 * Records the lines of a file: import lines (data/README.md, "Format"), and `{"amends": id, …}` for what no import line does.
 * @throws Error unless all of them are recorded
 */
export async function record(app: TestApp, text: string): Promise<void> {
  let lines: string[] = [];
  for (const line of text.split('\n').filter(Boolean)) {
    const { amends, ...changes } = JSON.parse(line) as { amends?: string };
    if (amends === undefined) lines.push(line);
    else {
      await importLines(app, lines);
      lines = [];
      await post(app, `/v1/policies/${amends}/amendment`, 'application/json', JSON.stringify(changes));
    }
  }
  await importLines(app, lines);
}

async function importLines(app: TestApp, lines: readonly string[]): Promise<void> {
  if (lines.length === 0) return;
  const { id } = (await post(app, '/v1/imports', 'application/x-ndjson', lines.join('\n'))) as { id: string };
  for (;;) {
    const job = await get(app, `/v1/imports/${id}`).then(
      (response) => response.json() as Promise<{ state: string; recorded: number }>,
    );
    if (['queued', 'running'].includes(job.state)) await sleep(50);
    else if (job.recorded === lines.length) return;
    else
      throw new Error(`${JSON.stringify(job)} ${await (await get(app, `/v1/imports/${id}/rejects`)).text()}`);
  }
}

const get = ({ url, adminKey }: TestApp, path: string): Promise<Response> =>
  fetch(url + path, { headers: { authorization: `Bearer ${adminKey}` } });

async function post({ url, adminKey }: TestApp, path: string, type: string, body: string): Promise<unknown> {
  const headers = { authorization: `Bearer ${adminKey}`, 'content-type': type };
  const response = await fetch(url + path, { method: 'POST', headers, body });
  if (!response.ok) throw new Error(`${path} was answered ${response.status} ${await response.text()}`);
  return response.json();
}
