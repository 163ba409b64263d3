import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { openPools, type Pools } from '../../src/database/connect.js';
import { type EmbeddedPostgres, startEmbedded } from '../../src/database/embedded.js';
import { migrate } from '../../src/database/migrate.js';
import { LogReader } from '../../src/event-store/read.js';
import { killWriters, startWriter, type Writer } from '../support/writers.js';

/** A server of its own: this one gets killed. */
let folder: string;
let server: EmbeddedPostgres;
let pools: Pools;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-kill-'));
  server = await startEmbedded({ dataDir: folder });
  await migrate(server.url);
  pools = openPools(server.url);
});
afterAll(async () => {
  killWriters();
  await pools.end();
  await server.stop();
  rmSync(folder, { recursive: true });
});

async function expectAcknowledgedOnce(writers: Writer[]): Promise<void> {
  const stored = await new LogReader(pools.read).readAfter(0, 1_000_000);
  expect(stored.map(({ position }) => position)).toEqual(stored.map((_, i) => i + 1));
  const positions = new Map(stored.map(({ eventId, position }) => [eventId, position]));
  expect(positions.size).toBe(stored.length);
  const acknowledged = writers.flatMap((writer) => writer.acknowledged);
  expect(acknowledged.length).toBeGreaterThan(0);
  for (const { eventId, position } of acknowledged) expect(positions.get(eventId)).toBe(position);
}

const untilWriting = async (writer: Writer) => {
  const before = writer.acknowledged.length;
  while (writer.acknowledged.length < before + 20) await sleep(10);
};

describe('Every acknowledged event is there exactly once', () => {
  it('after the appending process was killed', async () => {
    const writers: Writer[] = [];
    for (let round = 0; round < 3; round++) {
      const writer = startWriter(server.url, `victim-${round}`, 8, 3);
      writers.push(writer);
      await untilWriting(writer);
      writer.process.kill('SIGKILL');
      expect(await writer.ended).toBeNull();
    }
    await expectAcknowledgedOnce(writers);
  });

  it('after PostgreSQL was killed under the appends, and the writers go on by themselves', async () => {
    const writers = [
      startWriter(server.url, 'survivor-1', 8, 3),
      startWriter(server.url, 'survivor-2', 8, 3),
    ];
    for (let round = 0; round < 3; round++) {
      await Promise.all(writers.map(untilWriting));
      const pid = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n')[0]);
      process.kill(pid, 'SIGKILL');
      await sleep(100);
    }
    await Promise.all(writers.map(untilWriting));
    for (const writer of writers) writer.process.kill('SIGTERM');
    expect(await Promise.all(writers.map(({ ended }) => ended))).toEqual([0, 0]);
    await expectAcknowledgedOnce(writers);
  });
});
