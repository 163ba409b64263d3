import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventLog } from '../../src/event-store/append.js';
import { openNote, readVerifier } from '../../src/proof/signing/signed-note.js';
import { readTreeHead, type TreeHead } from '../../src/proof/signing/tree-head.js';
import { streamsRoot } from '../../src/proof/stream-map.js';
import { problemIn } from '../support/api-server.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { openPools } from '../../src/database/connect.js';
import { anAppend, anEvent } from '../support/events.js';
import { naiveConsistency, naivePath, naiveRoot } from './naive-tree.js';

let app: TestApp;
let log: EventLog;
let close: () => Promise<void>;
beforeAll(async () => {
  // No data of the demo: the log is generic, so are its proofs.
  app = await startTestApp();
  const pools = openPools(app.databaseUrl);
  log = new EventLog(pools.write);
  close = () => pools.end();
});
afterAll(async () => {
  await close();
  await app.stop();
});

const text = async (path: string) => (await fetch(app.url + path)).text();
const json = async <T>(path: string): Promise<T> => JSON.parse(await text(path)) as T;
const bytes = (texts: string[]) => texts.map((each) => Buffer.from(each, 'base64'));

interface Leaf {
  position: number;
  stream: string;
  version: number;
  leafHash: string;
}

async function head(path = '/v1/log/checkpoint'): Promise<TreeHead> {
  const key = readVerifier(await text('/v1/log/key'));
  return readTreeHead(openNote(await text(path), key));
}

async function headOf(size: number): Promise<TreeHead> {
  for (;;) {
    const found = await head();
    if (found.size >= size) return found;
    await sleep(50);
  }
}

describe('The checkpoint of the log', () => {
  it('is signed for an empty log, too, under a name that was made with the log', async () => {
    const { origin, size, root } = await head();
    expect(origin).toMatch(/^policy-timeline\/[0-9a-f]{16}$/);
    expect([size, root]).toEqual([0, naiveRoot([])]);
  });

  it('has a private key that nobody else can read', () => {
    expect(statSync(join(app.dataDir, 'log.key')).mode & 0o777).toBe(0o600);
  });

  it('commits to every leaf and every stream, as both can be computed from the leaves that are served', async () => {
    for (let i = 0; i < 700; i += 100)
      await Promise.all(
        Array.from({ length: 100 }, (_, j) =>
          log.append(anAppend(`stream ${(i + j) % 37}`, { events: [anEvent()] })),
        ),
      );
    const { root, streams, size } = await headOf(700);
    const { items, next } = await json<{ items: Leaf[]; next?: string }>('/v1/log/leaves');
    expect([items.length, next, size]).toEqual([700, undefined, 700]);
    expect(naiveRoot(bytes(items.map(({ leafHash }) => leafHash)))).toEqual(root);
    const last = new Map(
      items.map(({ stream, version, position }) => [stream, { stream, version, position }]),
    );
    expect(streamsRoot(last.values())).toEqual(streams);
  });

  it('is kept: it is served again by its size, and the highest is in DATA_DIR', async () => {
    const response = await fetch(`${app.url}/v1/log/checkpoint?size=700`);
    expect(response.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(response.headers.get('cache-control')).toContain('immutable');
    const note = await response.text();
    const { rows } = await log['pool'].query<{ id: string }>('SELECT id FROM proof.log');
    expect(readFileSync(join(app.dataDir, `log-${rows[0]?.id}.checkpoint`), 'utf8')).toBe(note);
    expect((await problemIn(await fetch(`${app.url}/v1/log/checkpoint?size=699`))).type).toBe(
      '/problems/checkpoint-not-known',
    );
  });

  it('is made at most once a second, and only when the log grew', async () => {
    const before = await text('/v1/log/checkpoint');
    expect(await text('/v1/log/checkpoint')).toBe(before);
    const made = new Set<string>();
    const begin = performance.now();
    // The first may be an earlier one and the second be made at once; the third is made a second after it.
    while (made.size < 3) {
      await log.append(anAppend('busy'));
      made.add(await text('/v1/log/checkpoint'));
    }
    expect(performance.now() - begin).toBeGreaterThan(900);
  });

  it('never changes, whoever tries', async () => {
    for (const sql of [
      'UPDATE proof.checkpoints SET note = note',
      'DELETE FROM proof.checkpoints',
      'TRUNCATE proof.checkpoints',
    ])
      await expect(log['pool'].query(sql)).rejects.toMatchObject({ code: '42501' });
  });
});

describe('Proofs of the log', () => {
  it('show that an event is in it', async () => {
    const { items } = await json<{ items: Leaf[] }>('/v1/log/leaves?to=700');
    const leaves = bytes(items.map(({ leafHash }) => leafHash));
    for (const [position, size] of [
      [1, 1],
      [1, 700],
      [256, 257],
      [300, 512],
      [700, 700],
    ] as const) {
      const proof = await json<{ position: number; size: number; leafHash: string; hashes: string[] }>(
        `/v1/log/inclusion?position=${position}&size=${size}`,
      );
      expect([proof.position, proof.size]).toEqual([position, size]);
      expect(Buffer.from(proof.leafHash, 'base64')).toEqual(leaves[position - 1]);
      expect(bytes(proof.hashes)).toEqual(naivePath(position - 1, leaves.slice(0, size)));
    }
  });

  it('show that it only grew', async () => {
    const { items } = await json<{ items: Leaf[] }>('/v1/log/leaves?to=700');
    const leaves = bytes(items.map(({ leafHash }) => leafHash));
    for (const [from, to] of [
      [0, 700],
      [1, 700],
      [256, 700],
      [513, 700],
      [700, 700],
    ] as const) {
      const proof = await json<{ hashes: string[] }>(`/v1/log/consistency?from=${from}&to=${to}`);
      expect(bytes(proof.hashes)).toEqual(from === 0 ? [] : naiveConsistency(from, leaves.slice(0, to)));
    }
  });

  it('reach to what was appended just now', async () => {
    const result = await log.append(anAppend('new'));
    const position = 'recorded' in result ? (result.recorded[0]?.position ?? 0) : 0;
    const proof = await json<{ size: number }>(`/v1/log/inclusion?position=${position}`);
    expect(proof.size).toBeGreaterThanOrEqual(position);
  });

  it('come page by page', async () => {
    await log.append(anAppend('many', { events: Array.from({ length: 500 }, () => anEvent()) }));
    const first = await json<{ items: Leaf[]; next: string }>('/v1/log/leaves');
    expect([first.items.length, first.next]).toEqual([1000, '/v1/log/leaves?from=1001']);
    const { items } = await json<{ items: Leaf[] }>(first.next);
    expect(items[0]?.position).toBe(1001);
    expect(await json(`/v1/log/leaves/1001`)).toEqual(items[0]);
  });

  it.each([
    ['/v1/log/inclusion', 'position'],
    ['/v1/log/inclusion?position=0', 'position'],
    ['/v1/log/inclusion?position=999999', 'position'],
    ['/v1/log/inclusion?position=3&size=2', 'position'],
    ['/v1/log/inclusion?position=3&size=999999', 'size'],
    ['/v1/log/consistency', 'from'],
    ['/v1/log/consistency?from=5&to=4', 'from'],
    ['/v1/log/consistency?from=5&to=999999', 'to'],
    ['/v1/log/leaves?from=5&to=4', 'to'],
    ['/v1/log/leaves/x', 'position'],
    ['/v1/log/leaves/999999', 'position'],
    ['/v1/log/checkpoint?size=-1', 'size'],
  ])('that cannot be are refused with the parameter named: %s', async (path, parameter) => {
    const problem = await problemIn(await fetch(app.url + path));
    expect([problem.status, problem.errors?.[0]?.parameter]).toEqual([400, parameter]);
  });
});
