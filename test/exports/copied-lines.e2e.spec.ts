import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  cliExport,
  cliOf,
  curlExport,
  curlOf,
  exportBody,
  javascriptOf,
} from '../../dashboard/src/share/commands.js';
import type { TestApp } from '../support/app.js';
import { cliProcess } from '../support/cli-process.js';
import { curl } from '../support/curl.js';
import { ended, exported, startExporting } from './exporting.js';

let app: TestApp;
let folder: string;
beforeAll(async () => {
  app = await startExporting();
  folder = mkdtempSync(join(tmpdir(), 'copied-lines-'));
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

/** The words of a line, split like a shell does. */
const wordsOf = (line: string): string[] =>
  execFileSync('sh', ['-c', `printf '%s\\0' ${line}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

/** Runs a copied line for the command line beside the service, in a folder of its own. @returns standard output */
async function run(line: string, ...more: string[]): Promise<string> {
  const [program, ...words] = wordsOf(line);
  expect([program, ...words.slice(0, 4)]).toEqual(['npm', 'run', '-s', 'cli', '--']);
  const child = spawn(...cliProcess(app, [...words.slice(4), ...more], folder));
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  if (out === '' && !err.includes(' rows on position')) throw new Error(err);
  return out.trimEnd();
}

const DAY = { asOf: '2024-07-31', publishedBy: '2024-11-30', uncertain: 'exclude' };
const QUESTIONS: [path: string, query: Record<string, string>][] = [
  ['/v1/policies', { asOf: '2024-11-01', area: 'arms-export', status: 'contracted' }],
  ['/v1/policies', { ...DAY, q: "Patriot's missiles", sort: '-title' }],
  ['/v1/policies/jp-us-patriot-transfer', { ...DAY, position: '57' }],
  [
    '/v1/policies/jp-us-patriot-transfer/diff',
    { fromAsOf: '2024-06-30', toAsOf: '2024-07-31', uncertain: 'include' },
  ],
  ['/v1/diff', { fromAsOf: '2024-06-30', toAsOf: '2024-07-31', area: 'arms-export' }],
];
const withoutLink = (answer: unknown) => ({ ...(answer as object), permalink: '' });

describe('What is copied gives the answer of the page', () => {
  it.each(QUESTIONS)('%s %j', async (path, query) => {
    const address = `${app.url}${path}?${new URLSearchParams(query).toString()}`;
    const answer = withoutLink(await (await fetch(address)).json());
    expect(withoutLink(await (await curl(curlOf(address))).json())).toEqual(answer);
    const script = `${javascriptOf(address)} return answer;`;
    // oxlint-disable-next-line typescript/no-implied-eval, typescript/no-unsafe-call -- the copied line itself runs
    const told: unknown = await new Function(`return (async () => { ${script} })();`)();
    expect(withoutLink(told)).toEqual(answer);
    expect(withoutLink(JSON.parse(await run(cliOf(path, query), '--json')))).toEqual(answer);
  });

  it('files: the one that the page makes, with curl and on the command line', async () => {
    const file = {
      basis: { ...DAY, position: '57' },
      filters: { policyId: ['jp-us-patriot-transfer', 'gcap-fighter'] },
      columns: ['policyId', 'status', 'candidates/status', 'state/items/pac-3'],
      labels: 'ja' as const,
    };
    const { bytes } = await exported(app, exportBody(file));
    expect(String(bytes)).toContain('\uFEFF政策,');
    const line = curlExport(app.url, file).replace('$KEY', app.adminKey);
    const { id } = (await (await curl(line)).json()) as { id: string };
    const made = await ended(app, id);
    expect(made.file?.sha256).toBe((await exported(app, exportBody(file))).job.file?.sha256);
    await run(cliExport(file));
    expect(readFileSync(join(folder, 'states.csv'))).toEqual(bytes);
  });
});
