import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { runCommand } from '../../src/cli/command-line.js';
import { cliProcess } from '../support/cli-process.js';
import { exported, startExporting } from './exporting.js';

let app: Awaited<ReturnType<typeof startExporting>>;
let folder: string;
beforeAll(async () => {
  app = await startExporting();
  folder = mkdtempSync(join(tmpdir(), 'export-cli-'));
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

/** `npm run cli -- …` beside the running service, in a process of its own. */
async function asProcess(...args: string[]): Promise<Printed> {
  const child = spawn(...cliProcess(app, args));
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const [out, err, code] = await Promise.all([buffer(child.stdout), buffer(child.stderr), ended]);
  return { out, code, err: String(err) };
}

interface Printed {
  code: number | null;
  out: Buffer;
  err: string;
}

/** The same without a process, whose start takes seconds. */
async function cli(...args: string[]): Promise<Printed> {
  const out: Uint8Array[] = [];
  const err: string[] = [];
  const printed = jest.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    out.push(Buffer.from(chunk));
    return true;
  });
  const complained = jest.spyOn(process.stderr, 'write').mockImplementation((chunk) => {
    err.push(String(chunk));
    return true;
  });
  Object.assign(process.env, { DATABASE_URL: app.databaseUrl, DATA_DIR: app.dataDir });
  try {
    await runCommand(args);
    return { code: Number(process.exitCode ?? 0), out: Buffer.concat(out), err: err.join('') };
  } finally {
    process.exitCode = undefined;
    printed.mockRestore();
    complained.mockRestore();
  }
}

const answerOf = async (path: string) => (await fetch(app.url + path)).text();
const PATRIOT = 'jp-us-patriot-transfer';

/** Each command with a route that answers the same question, and what its table shows. */
const QUESTIONS: [name: string, args: string[], path: string, shown: RegExp[]][] = [
  [
    'as-of a policy',
    ['as-of', PATRIOT, '--as-of', '2024-07-31'],
    `/v1/policies/${PATRIOT}?asOf=2024-07-31`,
    [/as of 2024-07-31, known at \S+Z, position 57/, /^items\/pac-3 +approved +definite +\S+/m],
  ],
  [
    'as-of, all policies',
    ['as-of', '--as-of', '2024-07-31'],
    '/v1/policies?asOf=2024-07-31&limit=1000',
    [/^14 policies/, new RegExp(`^${PATRIOT} +exists`, 'm')],
  ],
  [
    'timeline',
    ['timeline', 'jp-joint-operations-command', '--include', 'superseded'],
    '/v1/policies/jp-joint-operations-command/timeline?include=superseded',
    [/^effective +kind +recorded +superseded +sources$/m, /bill-submitted +\S+Z +yes/],
  ],
  [
    'explain',
    ['explain', PATRIOT, '--field', 'items/pac-3', '--as-of', '2024-07-31'],
    `/v1/policies/${PATRIOT}/explain?field=items/pac-3&asOf=2024-07-31`,
    [/items\/pac-3 = approved \(definite\)/, /^wins +2024-07 +transfer-approved/m, /^overlaid/m],
  ],
  [
    'diff',
    ['diff', PATRIOT, '--from-as-of', '2024-06-30', '--to-as-of', '2024-07-31'],
    `/v1/policies/${PATRIOT}/diff?fromAsOf=2024-06-30&toAsOf=2024-07-31`,
    [/^from as of 2024-06-30/m, /^world +happened .*items\/pac-3 +planned +approved$/m],
  ],
];

describe('a question on the command line', () => {
  it('is answered in words with --labels', async () => {
    const { out } = await asProcess('as-of', PATRIOT, '--as-of', '2024-07-31', '--labels', 'ja');
    expect(String(out)).toMatch(/^品目: PAC-3 +承認済み +definite/m);
    const wrong = await asProcess('as-of', PATRIOT, '--labels', 'fr');
    expect(wrong.code).not.toBe(0);
    expect(wrong.err).toContain('Allowed choices are en, ja');
  });

  it.each(QUESTIONS)('%s: a table, and with --json the bytes of the route', async (_, args, path, shown) => {
    const table = await cli(...args);
    expect(table).toMatchObject({ code: 0, err: '' });
    for (const line of shown) expect(String(table.out)).toMatch(line);
    expect(String((await cli(...args, '--json')).out)).toBe(`${await answerOf(path)}\n`);
  });

  it('of who says what is answered with the rows of the export of claims', async () => {
    const table = await cli('claims', PATRIOT, '--field', 'items/pac-3');
    expect(table).toMatchObject({ code: 0, err: '' });
    expect(String(table.out)).toMatch(
      /items\/pac-3 +approved +2024-07-01 to 2024-07-31 +confirmed +stands +Izvestia: /,
    );
    const rows = await cli('claims', PATRIOT, '--field', 'items/pac-3', '--json');
    const file = await cli(
      ...['export', '--what', 'claims', '--format', 'ndjson', '-o', '-'],
      ...['--policy', PATRIOT, '--field', 'items/pac-3'],
    );
    expect(String(rows.out)).toBe(String(file.out));
    expect((await cli('claims', '--position', '-1')).err).toContain('position');
  });

  it('that makes no sense ends with 1, the option named, and nothing on the output', async () => {
    const refused = await cli('as-of', PATRIOT, '--known-at', '2024-07-31');
    expect(refused).toMatchObject({ code: 1, out: Buffer.alloc(0) });
    expect(refused.err).toMatch(/^--known-at: /);
    expect((await cli('explain', PATRIOT)).err).toContain('--field status');
    expect((await cli('timeline', 'nobody')).code).toBe(1);
  });
});

describe('export on the command line', () => {
  const wish = ['export', '--what', 'states', '--as-of', '2024-07-31', '--position', '57'];

  it('writes the output of a job to - or a file, with a manifest beside it', async () => {
    const basis = { asOf: '2024-07-31', position: 57 };
    for (const format of ['csv', 'ndjson', 'parquet']) {
      const { bytes } = await exported(app, { what: 'states', format, basis });
      const piped = await cli(...wish, '--format', format, '-o', '-');
      expect(piped).toMatchObject({ code: 0, err: '' });
      expect(piped.out.equals(bytes)).toBe(true);
      const path = join(folder, `states.${format}`);
      const { code, err, out } = await cli(...wish, '--format', format, '-o', path);
      expect({ code, err, out: String(out) }).toEqual({
        ...{ code: 0, out: '' },
        err: `14 rows on position 57: ${path}\n`,
      });
      expect(readFileSync(path).equals(bytes)).toBe(true);
    }
  });

  it('never writes over a file, and leaves nothing when it is refused', async () => {
    const path = join(folder, 'mine.csv');
    writeFileSync(path, 'mine');
    expect(await cli(...wish, '-o', path)).toMatchObject({ code: 1 });
    expect(readFileSync(path, 'utf8')).toBe('mine');
    const refused = await cli('export', '--what', 'facts', '--as-of', '2024-07-31', '-o', `${path}.2`);
    expect(refused.code).toBe(1);
    expect(refused.err).toContain('/basis/asOf: is only for states: facts does not take it');
    expect(readdirSync(folder).filter((name) => name.includes('.part') || name.endsWith('.2'))).toEqual([]);
  });
});
