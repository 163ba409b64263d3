import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidv7 } from 'uuidv7';
import { openPools, type Pools } from '../../src/database/connect.js';
import { EventLog } from '../../src/event-store/append.js';
import type { LogProofs } from '../../src/proof/log-proofs.js';
import { openProofs } from '../../src/proof/open-proofs.js';
import { verifyLog } from '../../src/proof/verify/verify-log.js';
import { Appends } from '../append/events.js';
import { cpuOf } from './cpu.js';
import { startCluster } from '../cluster.js';

/**
 * `npm run bench:proof [events] [streams] [rounds]`: what proofs cost. Appends with and without the making of checkpoints beside
 * them, by turns on one log; then proofs and the verification of a log of that size.
 */
const [EVENTS = 1_000_000, STREAMS = 50_000, ROUNDS = 4] = process.argv.slice(2).map(Number);
const CALLERS = 32;
const ROUND_MS = 20_000;
/** Events of one append while the log is filled. */
const AT_ONCE = 5;

const say = (line: string) => process.stdout.write(`${line}\n`);
const median = (values: number[]) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
const told = (name: string, ms: number[]) => {
  const sorted = [...ms].sort((a, b) => a - b);
  say(
    `${name}: median ${median(sorted).toFixed(1)} ms, worst of ${ms.length} ${(sorted.at(-1) ?? NaN).toFixed(1)} ms`,
  );
};

/** Times each call, and tells the CPU of all. */
async function measure(name: string, times: number, work: (i: number) => Promise<unknown>): Promise<void> {
  let taken: number[] = [];
  const { node, postgres } = await cpuOf(pools.write, async () => {
    taken = await timed(times, work);
  });
  told(name, taken);
  say(`  CPU: ${(node / times).toFixed(1)} ms of Node, ${(postgres / times).toFixed(1)} ms of PostgreSQL`);
}

async function timed(times: number, work: (i: number) => Promise<unknown>): Promise<number[]> {
  const taken: number[] = [];
  for (let i = 0; i < times; i += 1) {
    const started = performance.now();
    await work(i);
    taken.push(performance.now() - started);
  }
  return taken;
}

interface Round {
  /** Appends in a second. */
  rate: number;
  /** CPU of this process and of PostgreSQL for an append, in microseconds. */
  cpu: number;
}

async function appendFor(log: EventLog, round: string): Promise<Round> {
  const appends = new Appends(round);
  let done = 0;
  const started = performance.now();
  const { node, postgres } = await cpuOf(pools.write, () =>
    Promise.all(
      Array.from({ length: CALLERS }, async (_, caller) => {
        while (performance.now() - started < ROUND_MS) {
          await log.append(appends.next(caller));
          done += 1;
        }
      }),
    ),
  );
  return {
    rate: (done / (performance.now() - started)) * 1000,
    cpu: ((node + postgres) * 1000) / done,
  };
}

async function comparePairs(pools: Pools, open: () => Promise<LogProofs>): Promise<void> {
  const log = new EventLog(pools.write);
  const figures: Record<'without' | 'with', Round[]> = { without: [], with: [] };
  const ratios: number[] = [];
  const costs: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const order = round % 2 === 0 ? (['without', 'with'] as const) : (['with', 'without'] as const);
    for (const which of order) {
      const proofs = await open();
      // What the round before left is not this one's cost.
      for (const until = await head(pools); (await proofs.sealer.newest()).size < until;) await sleep(20);
      if (which === 'with') proofs.sealer.start();
      figures[which].push(await appendFor(log, `${which}${round}`));
      await proofs.sealer.stop();
    }
    const [without, beside] = [figures.without[round], figures.with[round]];
    if (!without || !beside) continue;
    ratios.push(beside.rate / without.rate);
    costs.push(beside.cpu / without.cpu);
    say(
      `round ${round + 1}: ${Math.round(without.rate)} events/s without, ${Math.round(beside.rate)} with; CPU of an append ${Math.round(without.cpu)} and ${Math.round(beside.cpu)} µs`,
    );
  }
  say(
    `appends beside checkpoints: ${(100 * median(ratios)).toFixed(1)} % of those without (median of ${ROUNDS} pairs); their CPU: ${(100 * median(costs)).toFixed(1)} %`,
  );
}

async function head(pools: Pools): Promise<number> {
  const { rows } = await pools.read.query<{ head: number }>(
    'SELECT coalesce(max(position), 0) AS head FROM log.events',
  );
  return rows[0]?.head ?? 0;
}

async function fill(log: EventLog, from: number): Promise<void> {
  const payload = new Appends('p').next(0).events[0]?.payload ?? '{}';
  for (let done = from; done < EVENTS;) {
    const appends = Array.from({ length: 400 }, (_, i) => ({
      stream: `policy:filled-${Math.floor(done / AT_ONCE + i) % STREAMS}`,
      expected: 'any' as const,
      actor: 'key:bench',
      events: Array.from({ length: AT_ONCE }, () => ({
        eventId: uuidv7(),
        kind: 'noted',
        schemaVersion: 1,
        payload,
      })),
    }));
    await Promise.all(appends.map((append) => log.append(append)));
    done += 400 * AT_ONCE;
  }
}

const cluster = await startCluster(undefined);
const pools = openPools(await cluster.database('proof_bench'));
const DATA_DIR = mkdtempSync(join(tmpdir(), 'policy-timeline-bench-proof-'));
const open = () => openProofs({ DATA_DIR }, pools, (error) => say(String(error)));
await (await open()).sealer.newest();
await comparePairs(pools, open);

const log = new EventLog(pools.write);
await fill(log, await head(pools));
const events = await head(pools);
const proofs = await open();
const caughtUp = performance.now();
while ((await proofs.sealer.newest()).size < events) await sleep(20);
say(
  `a backlog taken into checkpoints up to ${events} events in ${((performance.now() - caughtUp) / 1000).toFixed(1)} s`,
);
const any = () => 1 + Math.floor(Math.random() * events);
await measure('inclusion proof', 200, () => proofs.inclusion(any(), events));
await measure('consistency proof', 200, () => proofs.consistency(any(), events));
const stream = () => `policy:filled-${Math.floor(Math.random() * STREAMS)}`;
await measure('proof of a stream', 200, () => proofs.stream(stream(), events));
const checkpoints: number[] = [];
const cpus: number[] = [];
for (let i = 0; i < 15; i += 1) {
  await log.append({
    stream: stream(),
    expected: 'any',
    actor: 'a',
    events: [{ eventId: uuidv7(), kind: 'noted', schemaVersion: 1, payload: '{}' }],
  });
  await sleep(1100);
  const { node, postgres } = await cpuOf(pools.write, async () => {
    checkpoints.push(...(await timed(1, () => proofs.sealer.newest())));
  });
  cpus.push(node + postgres);
}
told('checkpoint after an append', checkpoints);
say(`  CPU: median ${median(cpus).toFixed(1)} ms of Node and PostgreSQL`);
const started = performance.now();
const before = process.cpuUsage();
const { events: read, finding } = await verifyLog(pools.write, []);
const seconds = (performance.now() - started) / 1000;
const cpu = process.cpuUsage(before).user / 1e6;
say(
  `verify: ${read} events in ${seconds.toFixed(1)} s, ${Math.round(read / seconds)} events/s, ${cpu.toFixed(1)} s of this process's CPU; ${finding?.message ?? 'all as recorded'}`,
);
const { rows } = await pools.read.query<{ tiles: string; streams: string; events: string; n: number }>(
  `SELECT pg_size_pretty(pg_total_relation_size('proof.tiles')) AS tiles, pg_size_pretty(pg_total_relation_size('proof.streams')) AS streams,
     pg_size_pretty(pg_total_relation_size('log.events')) AS events, (SELECT count(*) FROM proof.streams) AS n`,
);
say(
  `sizes: ${JSON.stringify(rows[0])}; peak memory ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB`,
);
await pools.end();
await cluster.stop();
