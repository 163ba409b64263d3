import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/event-store/append.js';
import { LogReader } from '../../src/event-store/read.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend } from '../support/events.js';
import { ndjson, policyLine, statusLine } from './over-http.js';

const LOADER = fileURLToPath(new URL('../support/typescript.js', import.meta.url));
const CLI = fileURLToPath(new URL('../../src/cli/cli.ts', import.meta.url));

/** Lines of a file; a batch has fewer, so that a kill comes between two of them. */
const COUNT = 5000;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'policy-timeline-kill-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the command line with one file. */
function cli(database: TestDatabase, ...args: string[]) {
  const child = spawn(process.execPath, ['--import', LOADER, CLI, 'import', ...args], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (data: Buffer) => (said += data.toString());
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const ended = once(child, 'close').then(() => ({ code: child.exitCode, said }));
  return { child, ended };
}

const isNameless = (n: number): boolean => n % 20 >= 10 && n % 20 < 16;
const statusOf = (n: number): string => (isNameless(n) ? `by-turns-${n % 2}` : `status-${n}`);

/** Policies one after the other, each with lines that correct the line before, and some without a name that say the same by turns. */
function lines(count: number, more: (n: number) => object): object[] {
  return Array.from({ length: count }, (_, n) => {
    const policy = `k-${Math.floor(n / 20)}`;
    if (n % 20 === 0) return policyLine(policy, more(n));
    if (isNameless(n)) return { ...statusLine(policy, '', statusOf(n), more(n)), externalId: undefined };
    const { policyId, ...line } = statusLine(policy, `k:${n}`, statusOf(n), more(n));
    return n % 20 === 19 ? { corrects: `k:${n - 1}`, ...line } : { policyId, ...line };
  });
}

const instant = (n: number) => ({
  recordedAt: new Date(Date.UTC(2024, 0, 1) + Math.floor(n / 3) * 1000).toISOString(),
});

describe('An import that is killed', () => {
  it.each([
    ['of the past', instant],
    ['of today', () => ({})],
  ])(
    '%s goes on when it is run again: the same developments in the same order, nothing twice',
    async (_, more) => {
      const database = await createTestDatabase();
      const reader = new LogReader(database.readPool);
      const file = join(folder, 'lines.ndjson');
      const content = lines(COUNT, more);
      await writeFile(file, ndjson(content));

      for (const enough of [1, COUNT / 2]) {
        const { child, ended } = cli(database, file);
        while ((await reader.head()).position < enough)
          await new Promise((resolve) => setTimeout(resolve, 5));
        child.kill('SIGKILL');
        await ended;
      }
      const { position } = await reader.head();
      expect(position).toBeGreaterThanOrEqual(COUNT / 2);
      expect(position).toBeLessThan(COUNT);

      const { code, said } = await cli(database, file).ended;
      expect(said).toContain(`${COUNT} lines read: ${COUNT - position} recorded`);
      expect(said).toContain(` ${position} already done, 0 rejected`);
      expect(code).toBe(0);
      const { rows } = await database.readPool.query<{ status: string | null; recordedAt: string }>(
        `SELECT payload::jsonb #>> '{payload,status}' AS status, log.instant_text(recorded_at) AS "recordedAt" FROM log.events ORDER BY position`,
      );
      expect(rows.map(({ status }) => status)).toEqual(
        content.map((_line, n) => (n % 20 === 0 ? null : statusOf(n))),
      );
      if ('recordedAt' in more(0)) expect(rows[7]?.recordedAt).toBe('2024-01-01T00:00:02.000001Z'); // the second line of its second
      // Other writers are no longer paused.
      expect(await new EventLog(database.writePool).append(anAppend('live'))).toMatchObject({
        outcome: 'done',
      });
      await database.drop();
    },
    120_000,
  );
});

describe('Two imports at once', () => {
  it('of the same file record each line once', async () => {
    const database = await createTestDatabase();
    const file = join(folder, 'twice.ndjson');
    await writeFile(file, ndjson(lines(2000, () => ({}))));
    const [a, b] = await Promise.all([cli(database, file).ended, cli(database, file).ended]);
    expect([a, b].map(({ said, code }) => (code === 0 ? '' : said.slice(-500)))).toEqual(['', '']);
    const recorded = [a, b].map(({ said }) =>
      Number(/(\d+) recorded/.exec(said.split('\n').at(-2) ?? '')?.[1]),
    );
    expect((recorded[0] ?? 0) + (recorded[1] ?? 0)).toBe(2000);
    expect((await new LogReader(database.readPool).head()).position).toBe(2000);
    await database.drop();
  }, 60_000);
});

describe('The command line', () => {
  it('reads standard input, prints each reject, and ends with 1 if there was one', async () => {
    const database = await createTestDatabase();
    const { child, ended } = cli(database, '-', '--dry-run');
    child.stdin.end(ndjson([policyLine('a'), statusLine('b', 'b:1', 'planned')]));
    const { code, said } = await ended;
    expect(code).toBe(1);
    expect(said).toContain('line 2 /policyId: No policy b is registered');
    expect(said).toContain('2 lines read: 1 would be recorded, 0 already done, 1 rejected');
    await database.drop();
  });

  it('reads CSV with a mapping', async () => {
    const database = await createTestDatabase();
    const [csv, map, policies] = ['bills.csv', 'bills.json', 'policies.ndjson'].map((name) =>
      join(folder, name),
    ) as [string, string, string];
    await writeFile(policies, ndjson([policyLine('jp-1')]));
    await writeFile(
      csv,
      '\uFEFFid,bill,date,stage,committee,n\r\n1,jp-1,2024-01-26,submitted,,\r\n2,jp-1,2024-02,"lower-committee-referred","安全保障, 外交",2\r\n3,jp-1,2024-13,submitted,,x\r\n',
    );
    await writeFile(
      map,
      JSON.stringify({
        policyId: '{bill}',
        kind: 'bill-stage-reached',
        effective: '{date}',
        sequence: '{n:number}',
        payload: { stage: '{stage}', committee: '{committee}' },
        sources: [{ title: 'Minutes of {date}' }],
        externalId: 'minutes:{id}',
      }),
    );
    expect((await cli(database, policies).ended).code).toBe(0);
    const { code, said } = await cli(database, csv, '--map', map).ended;
    expect(said).toContain('line 4: "x" is not a number');
    expect(said).toContain('3 lines read: 2 recorded, 0 already done, 1 rejected');
    expect(code).toBe(1);
    const events = await new LogReader(database.readPool).readAfter(2, 1);
    expect(JSON.parse(events[0]?.payload ?? '')).toMatchObject({
      sequence: 2,
      payload: { stage: 'lower-committee-referred', committee: '安全保障, 外交' },
      sources: [{ title: 'Minutes of 2024-02' }],
    });
    await writeFile(map, '{"policyId": "{bil}"}');
    expect((await cli(database, csv, '--map', map).ended).said).toContain(
      'The mapping names the column "bil"',
    );
    await database.drop();
  });
});
