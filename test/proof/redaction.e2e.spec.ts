import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { openPools } from '../../src/database/connect.js';
import { verifyLog } from '../../src/proof/verify/verify-log.js';
import { rebuildFacts } from '../../src/read/facts/rebuild.js';
import { redactEvent } from '../../src/write/redact-event.js';
import { Client, slugOf, statusOn } from '../api/client.js';
import { exported } from '../exports/exporting.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { cliProcess } from '../support/cli-process.js';
import { pinnedQuestions } from './pinned-questions.js';

/** In every text and value of the event that is erased. */
const SECRET = 'zebrafinch';
const run = promisify(execFile);

let app: TestApp;
let client: Client;
let folder: string;
let secretId: string;
/** All pinned addresses with the answers before the erasure. */
const before = new Map<string, { text: string; etag: string | null }>();
let proofBefore: string;
let exportId: string;
let told: string;

const redact = (...args: string[]) =>
  run(
    ...cliProcess(app, [
      ...['redact', secretId, '--reason', 'A court ordered it', '--legal-basis', 'GDPR Art. 17'],
      ...args,
    ]),
  );

const source = (title: string) => [{ title, published: '2024-01-20', publisher: title }];

/** Questions about the erased event and about others, at a position. */
const questions = (position: number): string[] => {
  const at = `position=${position}&render=1`;
  const day = `asOf=2024-07-01&${at}&uncertain=flag`;
  return [
    ...['p', 'q'].flatMap((id) => [
      `/v1/policies/${id}?${day}`,
      `/v1/policies/${id}?asOf=2023-07-01&${at}&uncertain=flag`,
      `/v1/policies/${id}?asOf=2024-07-01&publishedBy=2024-06-01&${at}`,
      `/v1/policies/${id}/timeline?${at}`,
      `/v1/policies/${id}/history?${at}`,
      `/v1/policies/${id}/citation?${day}`,
      `/v1/policies/${id}/explain?field=status&${day}`,
      `/v1/policies/${id}/diff?fromAsOf=2023-01-01&toAsOf=2024-07-01&toPosition=${position}&render=1`,
      `/v1/policies/${id}/timeline.csv?${at}`,
    ]),
    `/v1/policies?${day}&fields=true`,
    `/v1/policies?${day}`,
    `/v1/policies?${day}&status=approved`,
    `/v1/policies?${day}&q=${SECRET}`,
    `/v1/policies?${day}&area=none`,
    `/v1/summary?by=status&${day}`,
    `/v1/timeline?${at}`,
    `/v1/panel?field=counterparty&from=2024-01-01&to=2024-12-01&step=month&${at}`,
    `/v1/panel?field=status&from=2024-01-01&to=2024-12-01&step=month&${at}`,
    `/v1/panel?field=quantity&from=2024-02-01&to=2024-03-01&step=month&${at}`,
    `/v1/diff?fromAsOf=2023-01-01&toAsOf=2024-07-01&toPosition=${position}&render=1`,
  ];
};

/** The erased event's day and values, where an operation takes them. */
const aboutTheErased = (position: number): string[] => {
  const values = {
    ...{ '{id}': 'p', '{eventId}': secretId, externalId: 'secret', field: 'counterparty' },
    ...{ asOf: '2024-02-10', days: '2024-02-10', around: '2024-02-10', uncertain: 'flag' },
    ...{ fromAsOf: '2023-01-01', toAsOf: '2024-02-10', from: '2024-01-01', to: '2024-12-01' },
    ...{ position: `${position}`, toPosition: `${position}`, render: '1' },
  };
  return [...pinnedQuestions(values), ...pinnedQuestions({ ...values, q: SECRET })];
};

const fetched = async (path: string) => {
  const response = await fetch(app.url + path);
  return { status: response.status, text: await response.text(), etag: response.headers.get('etag') };
};

beforeAll(async () => {
  app = await startTestApp();
  client = new Client(app);
  folder = mkdtempSync(join(tmpdir(), 'policy-timeline-redaction-'));
  await client.register('p');
  await client.register('q');
  await client.record('p', { ...statusOn('2023-01-10', 'planned'), sources: source('Gazette') });
  await client.record('q', { ...statusOn('2023-01-10', 'approved'), sources: source('Gazette') });
  const secret = await client.record(
    'p',
    {
      kind: 'contract-concluded',
      effective: '2024-02-01',
      externalId: 'secret',
      payload: { counterparty: `Mr ${SECRET}`, quantity: 7, text: `Signed with ${SECRET}` },
      note: `Told by ${SECRET}`,
      sources: source(`The ${SECRET} papers`),
    },
    { 'idempotency-key': 'once' },
  );
  secretId = secret.body.eventId;
  await client.record('p', {
    kind: 'contract-concluded',
    effective: '2024-03-01',
    payload: { counterparty: 'Shipyard' },
    contradicts: [{ id: secretId, fields: ['counterparty'] }],
    sources: source('Other papers'),
  });
  await client.record('p', { ...statusOn('2025-01-10', 'approved'), sources: source('Gazette') });
  const { body } = await client.get<{ basis: { position: number } }>('/v1/policies?asOf=2024-07-01');
  for (const path of [...questions(body.basis.position), ...aboutTheErased(body.basis.position)]) {
    const { status, text, etag } = await fetched(path);
    if (status !== 200) throw new Error(`${path} was answered ${status} ${text}`);
    before.set(path, { text, etag });
  }
  proofBefore = (await fetched('/v1/policies/p/proof?asOf=2024-07-01')).text;
  const { job } = await exported(app, { what: 'developments', format: 'ndjson' });
  exportId = job.id;
  told = (await redact('--dry-run')).stdout;
  told += (await redact()).stdout;
});
afterAll(async () => {
  await app.stop();
  rmSync(folder, { recursive: true });
});

/** Files below a folder. */
const filesIn = (place: string): string[] =>
  readdirSync(place, { recursive: true, encoding: 'utf8' })
    .map((name) => join(place, name))
    .filter((path) => statSync(path).isFile());

const verify = (file: string, ...more: string[]) =>
  run(process.execPath, [
    ...['--import', './test/support/typescript.js', 'tools/verify.mjs', file],
    ...['--key', join(folder, 'key.txt'), ...more],
  ]).then(({ stdout }) => stdout);

describe('Erasure by law', () => {
  it('takes the text out of every table, and out of the files', async () => {
    const db = new pg.Client({ connectionString: app.databaseUrl });
    await db.connect();
    const { rows } = await db.query<{ name: string }>(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname NOT IN ('pg_catalog', 'information_schema')`,
    );
    const holding: string[] = [];
    for (const { name } of rows) {
      const found = await db.query(`SELECT FROM ${name} AS t WHERE t::text ILIKE '%${SECRET}%' LIMIT 1`);
      if (found.rowCount !== 0) holding.push(name);
    }
    await db.end();
    expect(rows.length).toBeGreaterThan(20);
    expect(holding).toEqual([]);
    expect(filesIn(app.dataDir).filter((path) => readFileSync(path, 'utf8').includes(SECRET))).toEqual([]);
  });

  it('makes pinned answers that showed it 410, and leaves the bytes and tags of all others', async () => {
    const gone: string[] = [];
    const changed: string[] = [];
    for (const [path, { text, etag }] of before) {
      const now = await fetched(path);
      if (now.status === 410) {
        expect(now.text).toContain('/problems/redacted');
        gone.push(path);
      } else if (now.text !== text || now.etag !== etag || now.status !== 200) changed.push(path);
    }
    expect(changed).toEqual([]);
    const showed = [...before].filter(([, { text }]) => text.includes(SECRET)).map(([path]) => path);
    expect(showed.length).toBeGreaterThan(8);
    expect(gone).toEqual(expect.arrayContaining(showed));
    // Others showed only the number that was erased, or are refused for their question.
    for (const path of gone.filter((each) => !showed.includes(each)))
      if (!/\.(csv|ndjson|ics)\?/.test(path)) expect(before.get(path)?.text).toMatch(/\b7\b/);
  });

  it('is told in open answers: the field is redacted, without a value, and everything else stays', async () => {
    const { body } = await client.get<{ state: object; fields: Record<string, object>; contested: string[] }>(
      '/v1/policies/p?asOf=2024-02-10',
    );
    expect(body).toMatchObject({ state: { status: 'contracted' }, redacted: [{ field: 'quantity' }] });
    expect(body.state).not.toHaveProperty('quantity');
    expect(body.fields['quantity']).toMatchObject({
      redacted: true,
      certainty: 'definite',
      because: [secretId],
    });
    expect(body.fields['quantity']).not.toHaveProperty('value');
    const later = await client.get<typeof body>('/v1/policies/p?asOf=2024-07-01');
    expect(later.body.contested).toEqual(['counterparty']);
    const events = await client.get<{ items: { id: string; type: string; data: object | null }[] }>(
      '/v1/events',
    );
    expect(events.body.items.find(({ id }) => id === secretId)).toMatchObject({ data: null });
    expect(events.body.items.at(-1)).toMatchObject({
      type: 'redaction',
      data: { eventId: secretId, reason: 'A court ordered it', legalBasis: 'GDPR Art. 17' },
    });
    expect((await client.get(`/v1/developments/${secretId}`)).body).toMatchObject({
      redacted: true,
      sources: [],
    });
    expect((await client.get<{ items: [] }>(`/v1/policies?asOf=2024-07-01&q=${SECRET}`)).body.items).toEqual(
      [],
    );
  });

  it('keeps earlier proofs valid, and proves what is open, also by the rules', async () => {
    writeFileSync(join(folder, 'key.txt'), (await fetched('/v1/log/key')).text);
    writeFileSync(join(folder, 'before.json'), proofBefore);
    expect(await verify(join(folder, 'before.json'))).toContain('All of it holds.');
    const now = (await fetched('/v1/policies/p/proof?asOf=2024-07-01')).text;
    expect(now).not.toContain(SECRET);
    writeFileSync(join(folder, 'now.json'), now);
    const said = await verify(join(folder, 'now.json'), '--recompute', '--rules', 'src/domain');
    expect(said).toContain('All of it holds.');
    expect(said).toContain('follow from the proven events');
  });

  it('leaves a log that verifies, and tables that a rebuild makes the same', async () => {
    const pools = openPools(app.databaseUrl);
    try {
      expect(await verifyLog(pools.write, [])).toMatchObject({ finding: null });
      expect(await rebuildFacts(pools.write)).toMatchObject({ same: true });
      // Without the event that says why, a missing payload is a finding.
      await expect(
        pools.write.query('UPDATE log.events SET payload = NULL, salt = NULL'),
      ).rejects.toMatchObject({
        code: '42501',
      });
    } finally {
      await pools.end();
    }
  });

  it('removes the files that held it, and keeps their manifests; later ones do not hold it', async () => {
    const file = await client.get(`/v1/exports/${exportId}/file`, {
      authorization: `Bearer ${app.adminKey}`,
    });
    expect([file.status, slugOf(file)]).toEqual([410, 'redacted']);
    const manifest = await client.get(`/v1/exports/${exportId}/manifest`, {
      authorization: `Bearer ${app.adminKey}`,
    });
    expect(manifest.status).toBe(200);
    for (const what of ['developments', 'facts', 'claims', 'events', 'states'])
      expect((await exported(app, { what, format: 'ndjson' })).text).not.toContain(SECRET);
  });

  it('says before and after what goes and what stays, without the text, and is done once', async () => {
    expect(told).toContain('would be erased');
    expect(told).toContain('is erased');
    expect(told).toContain('"counterparty"');
    expect(told).not.toContain(SECRET);
    await expect(redact()).rejects.toMatchObject({
      stderr: expect.stringContaining('was erased before') as unknown,
    });
  });

  it('of an amendment does not bring back the identifiers and titles from before it', async () => {
    await client.register('r', {
      titles: { ja: '旧称' },
      identifiers: [{ scheme: 'law-number', value: '24 of 1949' }],
    });
    const { body: amendment } = await client.post<{ eventId: string; position: number }>(
      '/v1/policies/r/amendment',
      { titles: { ja: '新名称' }, identifiers: [{ scheme: 'law-number', value: '25 of 2024' }] },
    );
    const pinned = `/v1/policies/r?asOf=2024-07-01&position=${amendment.position}&render=1`;
    const earlier = `/v1/policies/r?asOf=2024-07-01&position=${amendment.position - 1}&render=1`;
    expect((await fetched(pinned)).text).toContain('25 of 2024');
    const before = await fetched(earlier);

    const pools = openPools(app.databaseUrl);
    const request = { eventId: amendment.eventId, reason: 'A court ordered it', legalBasis: 'Art. 17' };
    const { redaction } = await redactEvent(pools.write, { ...request, actor: 'test' });
    await rebuildFacts(pools.write);
    await pools.end();

    // The process reads twice a second whether something was erased.
    while ((await fetched(pinned)).status !== 410);
    const text = `[redacted at ${redaction.position}]`;
    const open = await client.get('/v1/policies/r?asOf=2024-07-01');
    expect(open.body).toMatchObject({
      titles: { und: text },
      identifiers: [{ scheme: 'redacted', value: text }],
    });
    expect(open.text).not.toContain('旧称');
    expect(await fetched(earlier)).toEqual(before);
  });

  it('lets the policy go on: it is corrected and retracted as any other', async () => {
    const correction = await client.post(`/v1/developments/${secretId}/correction`, {
      kind: 'contract-concluded',
      effective: '2024-02-02',
      payload: { counterparty: 'Company A', quantity: 8 },
      sources: source('Register'),
    });
    expect(correction.status).toBe(201);
    const { body } = await client.get<{ state: object }>('/v1/policies/p?asOf=2024-02-10');
    expect(body.state).toMatchObject({ quantity: 8 });
  });
});
