import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/event-store/append.js';
import { openProofs } from '../../src/proof/open-proofs.js';
import { verifyLog } from '../../src/proof/verify/verify-log.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { anAppend, anEvent } from '../support/events.js';

const LOG_KEY = randomBytes(32).toString('base64');

let database: TestDatabase;
let log: EventLog;
let folder: string;
const children = new Set<ChildProcess>();
/** All that any process would have handed out: roots by size. */
const handedOut = new Map<number, Set<string>>();

beforeAll(async () => {
  database = await createTestDatabase();
  log = new EventLog(database.writePool);
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-sealing-'));
});
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL');
  await database.drop();
  rmSync(folder, { recursive: true });
});

const append = (count: number) =>
  log.append(anAppend('s', { events: Array.from({ length: count }, () => anEvent()) }));

/** @param dataDir servers on one database have folders of their own, and one key */
function startSealer(dataDir: string, until: string) {
  const child = spawn(
    process.execPath,
    [
      ...['--import', './test/support/typescript.js', 'test/support/sealer.ts'],
      ...[database.url, join(folder, dataDir), LOG_KEY, until],
    ],
    { env: { ...process.env, NODE_OPTIONS: '' }, stdio: ['ignore', 'pipe', 'inherit'] },
  );
  children.add(child);
  const sizes = new Set<number>();
  let rest = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      const [size, root = ''] = line.split(' ');
      sizes.add(Number(size));
      handedOut.set(Number(size), (handedOut.get(Number(size)) ?? new Set()).add(root));
    }
  });
  return { child, sizes, closed: once(child, 'close') };
}

async function storedRoots(): Promise<Map<number, string>> {
  const { rows } = await database.writePool.query<{ size: number; root: Buffer }>(
    'SELECT size, root FROM proof.checkpoints',
  );
  return new Map(rows.map(({ size, root }) => [size, root.toString('base64')]));
}

describe('Checkpoints', () => {
  it('of two servers on one database never have two roots for one size', async () => {
    const servers = ['a', 'b'].map((dataDir) => startSealer(dataDir, 'stopped'));
    while (servers.some(({ sizes }) => sizes.size < 4)) {
      await append(3);
      await sleep(20);
    }
    for (const { child, closed } of servers) {
      child.kill('SIGKILL');
      await closed;
    }
    const stored = await storedRoots();
    expect(handedOut.size).toBeGreaterThanOrEqual(4);
    for (const [size, roots] of handedOut) expect([size, ...roots]).toEqual([size, stored.get(size)]);
  });

  it.each(['signed', 'stored'])(
    'are not lost by a process that is killed once one is %s, before it is handed out',
    async (until) => {
      await append(5);
      const { sizes, closed } = startSealer('a', until);
      await closed;
      const size = Math.max(...sizes);
      const root = [...(handedOut.get(size) ?? [])];
      expect(root).toHaveLength(1);
      // The next start does not refuse, and has the same root for that size, or a later one.
      const pools = { read: database.readPool, write: database.writePool };
      const proofs = await openProofs({ DATA_DIR: join(folder, 'a'), LOG_KEY }, pools, () => undefined);
      expect((await proofs.sealer.covering(size)).size).toBe(size);
      expect((await storedRoots()).get(size)).toBe(root[0]);
      const kept = (await proofs.checkpoint(size)).root;
      await append(2);
      const later = await proofs.sealer.covering(size + 2);
      expect(await proofs.consistency(size, later.size)).toMatchObject({ from: size, to: size + 2 });
      const held = {
        size,
        root: kept,
        streams: (await proofs.checkpoint(size)).streams,
        from: 'held',
        withStreams: true,
      };
      expect(await verifyLog(database.writePool, [held])).toMatchObject({ finding: null });
      await proofs.sealer.stop();
    },
  );
});
