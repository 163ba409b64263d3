/**
 * Many developments of one field of one policy, imported through the built service until open reads show them, in several shapes,
 * while another policy is read: `npm run bench:one-field -- [developments]` (default 5,000).
 */
import { setTimeout as pause } from 'node:timers/promises';
import { startEmptyService } from '../service.js';

const DAY_MS = 86_400_000;
const dayOf = (i: number): string => new Date(Date.UTC(2000, 0, 1) + i * DAY_MS).toISOString().slice(0, 10);
const count = Number(process.argv[2] ?? 5000);
const CORRECTIONS = Math.min(1000, count);

const SHAPES: Record<string, (i: number) => object> = {
  'on one day': () => ({ effective: '2020-01-01' }),
  'one a day': (i) => ({ effective: dayOf(i) }),
  'all uncertain, a month each, one a day': (i) => ({ effective: `[${dayOf(i)}..${dayOf(i + 30)}]` }),
  'all with ends, one a day': (i) => ({ effective: `${dayOf(i)}/${dayOf(i + 400)}` }),
  'one corrected again and again': (i) => ({
    effective: '2020-01-01',
    ...(i > 0 && { corrects: `of-${i - 1}` }),
  }),
};

const service = await startEmptyService();
const { url, key } = service;
const headers = { authorization: `Bearer ${key}` };

async function measure(shape: string, number: number): Promise<string> {
  const say = SHAPES[shape] ?? (() => ({}));
  const n = shape.includes('corrected') ? CORRECTIONS : count;
  const policyId = `one-field-${number}`;
  const lines: object[] = [{ policy: { id: policyId, title: shape, jurisdiction: 'JP', area: 'tests' } }];
  for (let i = 0; i < n; i += 1) {
    const said = say(i);
    const body = {
      kind: 'value-set',
      payload: { field: 'unitCost', value: i },
      externalId: `${number}:of-${i}`,
    };
    const named = 'corrects' in said ? { corrects: `${number}:${String(said.corrects)}` } : { policyId };
    lines.push({ ...body, ...said, ...named, sources: [{ title: `Report ${i}` }] });
  }
  let refused = 0;
  let slowest = 0;
  const timer = setInterval(() => {
    const start = performance.now();
    void fetch(`${url}/v1/policies/other`).then(async (response) => {
      await response.text();
      if (!response.ok) refused += 1;
      slowest = Math.max(slowest, performance.now() - start);
    });
  }, 250);
  const before = service.spent();
  const start = performance.now();
  const { id } = await service.send(
    '/v1/imports',
    lines.map((line) => JSON.stringify(line)).join('\n'),
    'application/x-ndjson',
  );
  let state = 'queued';
  let rejected: unknown;
  while (state === 'queued' || state === 'running') {
    await pause(50);
    const job = (await (await fetch(`${url}/v1/imports/${String(id)}`, { headers })).json()) as Record<
      string,
      unknown
    >;
    state = String(job.state);
    rejected = job.rejected;
  }
  const took = (performance.now() - start) / 1000;
  const after = service.spent();
  clearInterval(timer);
  const read = await fetch(`${url}/v1/policies/${policyId}?asOf=2020-01-01`);
  const { developments } = (await read.json()) as { developments?: number };
  const seconds = (ms: number) => (ms / 1000).toFixed(1);
  return `${n} ${shape}: ${state}, rejected ${JSON.stringify(rejected)}, readable (${read.status}, ${developments} developments) after ${took.toFixed(1)} s; processor time: service ${seconds(after.node - before.node)} s, PostgreSQL ${seconds(after.postgres - before.postgres)} s; other policy: ${refused} refused, slowest ${slowest.toFixed(0)} ms`;
}

try {
  await service.send(
    '/v1/policies',
    JSON.stringify({ id: 'other', title: 'Other', jurisdiction: 'JP', area: 'tests' }),
  );
  for (const [number, shape] of Object.keys(SHAPES).entries()) console.log(await measure(shape, number));
} finally {
  await service.stop();
}
