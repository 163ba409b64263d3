import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadDemo } from '../../src/cli/load-demo.js';
import { signerOf, verifierText } from '../../src/proof/signing/signed-note.js';
import { Imports } from '../../src/write/import/imports.js';
import { jsonWithKey } from '../support/api-server.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { naivePath } from './naive-tree.js';

const POLICY = 'jp-us-patriot-transfer';

interface Event {
  position: number;
  version: number;
  recordedAt: string;
  payload?: string;
  leafHash: string;
  hashes: string[];
  [member: string]: unknown;
}
interface Proof {
  question: { position: number; asOf: string };
  permalink: string;
  answer: unknown;
  statement: string | null;
  checkpoint: string;
  map: { bucket: number; entries: { stream: string; version: number; position: number }[]; hashes: string[] };
  events: Event[];
}

let app: TestApp;
let folder: string;
let key: string;
beforeAll(async () => {
  app = await startTestApp();
  await loadDemo(app.application.http.app.get(Imports));
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-verifier-'));
  key = (await text('/v1/log/key')).trim();
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

const text = async (path: string) => (await fetch(app.url + path)).text();
const proofOf = async (query = '', policy = POLICY) =>
  JSON.parse(await text(`/v1/policies/${policy}/proof${query}`)) as Proof;

/** Runs the verifier as a stranger does. @returns what it says: null if all holds, else the word in brackets */
async function verdict(
  proof: object | string,
  { as = key, held, consistency }: { as?: string; held?: string; consistency?: string } = {},
): Promise<string | null> {
  const file = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  const more = [
    ...(held === undefined ? [] : ['--checkpoint', file('held.txt', held)]),
    ...(consistency === undefined ? [] : ['--consistency', file('c.json', consistency)]),
  ];
  const given = typeof proof === 'string' ? proof : JSON.stringify(proof);
  try {
    const command = ['tools/verify.mjs', file('proof.json', given), '--key', as, ...more];
    const { stdout } = await promisify(execFile)(process.execPath, command);
    return stdout.includes('All of it holds.') ? null : stdout;
  } catch (error) {
    const { code, stderr } = error as { code: number; stderr: string };
    expect(code).toBe(1);
    return /It does not hold \[([a-z-]+)\]/.exec(stderr)?.[1] ?? stderr;
  }
}

async function correctLast(): Promise<void> {
  const { items } = JSON.parse(await text(`/v1/policies/${POLICY}/timeline`)) as {
    items: {
      eventId: string;
      kind: string;
      effective: { text: string };
      payload: object;
      sources: object[];
    }[];
  };
  const { eventId, kind, effective, payload, sources } = items.at(-1) as (typeof items)[number];
  const response = await fetch(`${app.url}/v1/developments/${eventId}/correction`, {
    method: 'POST',
    headers: jsonWithKey(app.adminKey),
    body: JSON.stringify({ kind, effective: effective.text, payload, sources, note: 'Looked at again.' }),
  });
  expect(response.status).toBe(201);
}

describe('The verifier accepts', () => {
  it('the proof of each policy of the demo', async () => {
    const { items } = JSON.parse(await text('/v1/policies?limit=1000')) as { items: { policyId: string }[] };
    expect(items.length).toBeGreaterThan(10);
    for (const { policyId } of items) {
      expect([policyId, await verdict(await proofOf('', policyId))]).toEqual([policyId, null]);
    }
  });

  it('questions of every kind', async () => {
    for (const query of [
      '?asOf=2024-07-31',
      '?asOf=2024-07-31&uncertain=include',
      '?asOf=2024-07-31&publishedBy=2024-06-01',
      '?asOf=2024-07-31&position=40',
      '?knownAt=2024-08-01T00:00:00Z',
      '?knownAt=2999-01-01T00:00:00Z',
      '?knownAt=2001-01-01T00:00:00Z',
      '?position=0',
    ])
      expect([query, await verdict(await proofOf(query))]).toEqual([query, null]);
  });

  it('that a policy is not there, and that it was not there yet', async () => {
    const nobody = await proofOf('?asOf=2024-01-01', 'no-such-policy');
    expect(nobody.answer).toEqual({ type: '/problems/policy-not-known', status: 404 });
    expect([nobody.events.length, await verdict(nobody)]).toEqual([0, null]);
    const early = await proofOf('?position=1', 'jp-joint-operations-command');
    expect(early.answer).toEqual({ type: '/problems/policy-not-known', status: 404 });
    expect(early.events.length).toBeGreaterThan(0);
    // What came later shows that nothing was left out, but not what it says.
    expect(early.events[0]).not.toHaveProperty('payload');
    expect(await verdict(early)).toBeNull();
  });

  it('an answer that is what its permalink gives', async () => {
    const proof = await proofOf('?asOf=2024-07-31');
    expect(await text(proof.permalink)).toBe(proof.answer);
    const arrays = Object.entries(proof).filter(([, value]) => Array.isArray(value));
    expect(arrays.map(([name]) => name)).toEqual(['events']);
  });

  it('that the log continues the one of a checkpoint from before', async () => {
    const held = await text('/v1/log/checkpoint');
    const before = await proofOf();
    await correctLast();
    const proof = await proofOf();
    const [older, newer] = [before, proof].map(({ checkpoint }) => checkpoint.split('\n')[1]);
    const consistency = await text(`/v1/log/consistency?from=${older}&to=${newer}`);
    expect(await verdict(proof, { held, consistency })).toBeNull();
    expect(await verdict(before, { held })).toBeNull();
    expect(await verdict(proof, { held })).toBe('no-consistency');
    const other = await text(`/v1/log/consistency?from=3&to=${newer}`);
    expect(await verdict(proof, { held, consistency: other })).toBe('consistency');
    expect(await verdict(proof, { held, consistency: consistency.replace(/[b-y]/, 'z') })).toMatch(
      /consistency|file/,
    );
    // An old proof stays valid, but does not prove the current state.
    const now = await text('/v1/log/checkpoint');
    expect(await verdict(before, { held: now })).toBe('older-checkpoint');
    expect(await verdict(before, { held: now, consistency })).toBeNull();
  });
});

describe('The verifier names a lie', () => {
  let proof: Proof;
  let before: Proof;
  beforeAll(async () => {
    before = await proofOf();
    await correctLast();
    proof = await proofOf();
    expect(await verdict(proof)).toBeNull();
    expect(proof.events.length).toBe(before.events.length + 1);
  });

  const change = (lie: (file: Proof) => void): Proof => {
    const file = structuredClone(proof);
    lie(file);
    return file;
  };
  const at = (file: Proof, i: number): Event => file.events.at(i) as Event;

  it('a byte of a payload is another', async () => {
    const file = change((each) => {
      at(each, 1).payload = at(each, 1).payload?.replace(/[a-z](?=[^a-z"]*")/, 'X') ?? '';
    });
    expect(await verdict(file)).toBe('payload');
  });

  it('a recordedAt is another', async () => {
    const file = change((each) => {
      // The last one: another one may follow within a microsecond, and then the order would be wrong, too.
      at(each, -1).recordedAt = at(each, -1).recordedAt.replace(/\d(?=Z)/, (digit) =>
        String((Number(digit) + 1) % 10),
      );
    });
    expect(await verdict(file)).toBe('header');
  });

  it('the last correction is left out, though each event that is there is in the log', async () => {
    const file = change((each) => each.events.pop());
    const { items } = JSON.parse(await text('/v1/log/leaves')) as { items: { leafHash: string }[] };
    const size = Number(file.checkpoint.split('\n')[1]);
    const leaves = items.slice(0, size).map(({ leafHash }) => Buffer.from(leafHash, 'base64'));
    for (const { position, hashes } of file.events)
      expect(hashes).toEqual(naivePath(position - 1, leaves).map((hash) => hash.toString('base64')));
    expect(await verdict(file)).toBe('left-out');
    const map = change((each) => {
      each.events.pop();
      for (const entry of each.map.entries) if (entry.stream === `policy:${POLICY}`) entry.version -= 1;
    });
    expect(await verdict(map)).toBe('map');
  });

  it('the first event is left out', async () => {
    expect(await verdict(change((each) => each.events.shift()))).toBe('first-missing');
  });

  it('two events are swapped', async () => {
    const file = change(({ events }) => {
      [events[1], events[2]] = [events[2] as Event, events[1] as Event];
    });
    expect(await verdict(file)).toBe('order');
  });

  it('an event is that of another policy', async () => {
    const other = await proofOf('', 'gcap-fighter');
    const file = change(({ events }) => (events[1] = at(other, 1)));
    expect(await verdict(file)).toBe('other-stream');
  });

  it('a byte of the answer is another', async () => {
    const changed = [/"title":"./, /"certainty":"d/, /"developments":\d/, /\d\d(?=-\d\d")/].map((place) =>
      change((each) => {
        const answer = each.answer as string;
        each.answer = answer.replace(
          place,
          (found) => `${found.slice(0, -1)}${found.endsWith('7') ? '8' : '7'}`,
        );
        expect(each.answer).not.toBe(answer);
      }),
    );
    for (const file of changed) expect(await verdict(file)).toBe('answer');
  });

  it('the checkpoint is an older one', async () => {
    const file = change((each) => (each.checkpoint = before.checkpoint));
    expect(await verdict(file)).toBe('older-checkpoint');
    const pinned = await proofOf('?asOf=2024-07-31&position=40');
    expect(await verdict({ ...pinned, checkpoint: before.checkpoint })).toBe('map');
  });

  it('the map is that of another size', async () => {
    expect(await verdict(change((each) => (each.map = before.map)))).toBe('map');
    expect(await verdict(change((each) => each.map.entries.pop()))).toBe('map');
    expect(await verdict(change((each) => (each.map.bucket ^= 1)))).toBe('map');
  });

  it('the key is another', async () => {
    const name = key.split('+')[0] ?? '';
    const other = signerOf(name, Buffer.alloc(32, 9));
    expect(await verdict(proof, { as: verifierText(other) })).toBe('wrong-key');
    expect(await verdict(proof, { as: 'nonsense' })).toBe('key');
    const file = change((each) => (each.checkpoint = each.checkpoint.replace('\nstreams ', '\nstreams A')));
    expect(await verdict(file)).toBe('signature');
  });

  it('the file is cut off', async () => {
    const whole = JSON.stringify(proof);
    for (const part of [whole.slice(0, -1), whole.slice(0, whole.length / 2), '', '{}', 'null'])
      expect(await verdict(part)).toBe('file');
  });

  it('"was not there" is said of one that was', async () => {
    const absent = { type: '/problems/policy-not-known', status: 404 };
    expect(await verdict(change((each) => (each.answer = absent)))).toBe('was-there');
    const empty = change((each) => Object.assign(each, { answer: absent, events: [] }));
    expect(await verdict(empty)).toBe('left-out');
    const nobody = await proofOf('', 'no-such-policy');
    expect(
      await verdict(change((each) => Object.assign(each, { answer: absent, events: [], map: nobody.map }))),
    ).toBe('map');
  });

  it('a payload is withheld without a redaction, or the statement is of another answer', async () => {
    const withheld = change((each) => Object.assign(at(each, 1), { payload: null, salt: null }));
    expect(await verdict(withheld)).toBe('withheld');
    expect(await verdict(change((each) => (each.statement = before.statement)))).toBe('question');
    expect(await verdict(change((each) => (each.statement = each.checkpoint)))).toBe('question');
    expect(await verdict(change((each) => (each.question.asOf = '2024-01-01')))).toBe('question');
  });
});
