import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ndjson, policyLine, statusLine } from './over-http.js';

const LOADER = fileURLToPath(new URL('../support/typescript.js', import.meta.url));
const program = (path: string) => fileURLToPath(new URL(`../../src/${path}`, import.meta.url));

let dataDir: string;
let server: ChildProcess;
let url: string;

/** A process of ours that shares nothing with the server but the folder of the data, where the embedded PostgreSQL is. */
function start(path: string, ...args: string[]): ChildProcess {
  const { DATABASE_URL: _, ...env } = process.env;
  return spawn(process.execPath, ['--import', LOADER, program(path), ...args], {
    env: { ...env, NODE_OPTIONS: '', DATA_DIR: dataDir, PORT: '0' },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
}

/** Runs the command to its end. @param input what it finds on standard input */
async function importing(args: string[], input: string | Buffer = '') {
  const child = start('cli/cli.ts', 'import', ...args);
  let [out, err] = ['', ''];
  child.stdout?.on('data', (data: Buffer) => (out += data.toString()));
  child.stderr?.on('data', (data: Buffer) => (err += data.toString()));
  child.stdin?.end(input);
  await once(child, 'close');
  return { code: child.exitCode, out, err };
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'policy-timeline-beside-'));
  server = start('main.ts');
  server.stderr?.resume();
  for await (const line of createInterface({ input: server.stdout as NodeJS.ReadableStream })) {
    url = /at (http:\S+)/.exec(line)?.[1] ?? '';
    if (url !== '') break;
  }
  server.stdout?.resume();
}, 60_000);
afterAll(async () => {
  server.kill('SIGTERM');
  await once(server, 'close');
  await rm(dataDir, { recursive: true, force: true });
}, 60_000);

const statusOf = async (policyId: string) =>
  ((await (await fetch(`${url}/v1/policies/${policyId}?asOf=2024-06-01`)).json()) as { state: object }).state;

describe('Beside a running server, on the same data folder, the command line', () => {
  it('imports a gzip file, which the server then answers from, and records nothing the second time', async () => {
    const file = join(dataDir, 'lines.ndjson.gz');
    await writeFile(file, gzipSync(ndjson([policyLine('beside'), statusLine('beside', 'b:1', 'planned')])));
    const first = await importing([file]);
    expect(first).toEqual({
      code: 0,
      out: '2 lines read: 2 recorded, 0 already done, 0 rejected\n',
      err: '',
    });
    expect(await statusOf('beside')).toEqual({ status: 'planned' });
    expect(await importing([file])).toMatchObject({
      code: 0,
      out: '2 lines read: 0 recorded, 2 already done, 0 rejected\n',
    });
  });

  it('reads standard input, inflated or not, and ends with 1 once a line is rejected, which does not stop the others', async () => {
    const lines = [statusLine('beside', 'b:2', 'Not A Slug'), statusLine('beside', 'b:3', 'approved')];
    for (const [input, tally] of [
      [gzipSync(ndjson(lines)), '1 recorded, 0 already done'],
      [ndjson(lines), '0 recorded, 1 already done'],
    ] as const) {
      const { code, out, err } = await importing(['-'], input);
      expect(code).toBe(1);
      expect(out).toBe(`2 lines read: ${tally}, 1 rejected\n`);
      expect(err).toMatch(/^line 1 \/payload\/status: .*slug/);
      expect(`${out}${err}`).not.toContain('\u001b'); // a pipe gets no bar
    }
    expect(await statusOf('beside')).toEqual({ status: 'approved' });
  });

  it('refuses half a gzip, and a file that is not there, in one line and with 1', async () => {
    const whole = gzipSync(ndjson([policyLine('half')]));
    const half = await importing(['-'], whole.subarray(0, whole.length - 12));
    expect(half.code).toBe(1);
    expect(half.out).toMatch(/^The file was refused: The gzip is broken or was cut off.*\n$/);
    const none = await importing([join(dataDir, 'none.ndjson')]);
    expect(none.code).toBe(1);
    expect(none.err).toMatch(/none\.ndjson.*\n$/);
    expect(none.err.split('\n')).toHaveLength(2);
  });
});
