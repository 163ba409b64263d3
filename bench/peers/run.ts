import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { startCluster } from '../cluster.js';
import { differing } from './answers.js';
import { contenders } from './contenders.js';
import { startMaria } from './maria-server.js';
import { readOptions, USAGE } from './options.js';
import { PeerProcess } from './peer.js';
import { speedTable, targetLines, trialTable } from './tables.js';
import { COMPARISONS } from './targets.js';
import { makeTimeline } from './timeline.js';

/** Event stores and bitemporal tables side by side; docs/benchmarks.md describes it. */
const CHECKED_ANSWERS = 200;

if (process.argv.includes('--help')) {
  console.log(USAGE);
  process.exit();
}
const { rounds, milliseconds, events, only, pgBitemporal } = readOptions(process.argv.slice(2));
const load = () =>
  loadavg()
    .map((value) => value.toFixed(1))
    .join(', ');
console.log(`${new Date().toISOString()}, ${cpus().length} × ${cpus()[0]?.model ?? ''}, load ${load()}`);

const cluster = await startCluster(undefined);
const maria = await startMaria();
const admin = new pg.Client({ connectionString: await cluster.emptyDatabase('peers') });
await admin.connect();
console.log(
  `PostgreSQL ${await cluster.version()}, MariaDB ${maria?.version ?? 'not installed'}, Node ${process.version}`,
);
let peers: PeerProcess[] = [];
try {
  const timeline = await makeTimeline(cluster, events);
  console.log(`${events} events, ${timeline.facts.length} facts`);
  for (const contender of contenders(pgBitemporal)) {
    if (only && contender.sort !== 'ours' && !only.includes(contender.name)) continue;
    const url = await cluster.emptyDatabase(`peer_${contender.name.replace(/\W/g, '_').toLowerCase()}`);
    const servers = { url, timeline: timeline.url, mariaSocket: maria?.socket ?? null, pgBitemporal };
    const pid = contender.maria ? (maria?.pid ?? 0) : cluster.pid();
    const peer = PeerProcess.start(contender, servers, pid);
    peers.push(peer);
    await unlessItFails(peer, async () => {
      await peer.ask('prepare');
      peer.faults = await peer.ask('trial');
      const faulty = Object.values(peer.faults).some((count) => count > 0);
      if (faulty) throw new Error(`its trial found ${JSON.stringify(peer.faults)}`);
      peer.streamBytes = await peer.ask('fillStreams');
      await peer.ask(
        'fill',
        contender.sort === 'bitemporal tables' ? timeline.facts : [],
        timeline.questions,
      );
      peer.answers = await peer.ask('answers', CHECKED_ANSWERS);
      const ours = peers[0]?.answers;
      const [states, counts] = ours && peer.answers ? differing(ours, peer.answers) : [0, 0];
      if (states + counts > 0)
        throw new Error(
          `of ${CHECKED_ANSWERS} answers, ${states} states and ${counts} counts differ from ours`,
        );
    });
  }
  await admin.query('CHECKPOINT');
  console.log(`\n${trialTable(peers)}`);
  for (const comparison of COMPARISONS) {
    await compare(comparison);
    console.log(`\n${speedTable(comparison.title, peers)}\n\nLoad ${load()}`);
  }
  console.log(
    `\n${COMPARISONS.map(({ title, targets }) => targetLines(title, targets, peers))
      .filter(Boolean)
      .join('\n')}`,
  );
} finally {
  for (const peer of peers) peer.end();
  await admin.end();
  await maria?.stop();
  await cluster.stop();
}
process.exit();

/** Round by round, each starting with another one, so that noise hits all alike. */
async function compare({ task, callers, title }: (typeof COMPARISONS)[number]): Promise<void> {
  const able = (peer: PeerProcess) => task === 'append' || task === 'read' || peer.answers !== null;
  for (let round = 0; round < rounds; round += 1) {
    const inTurn = peers.filter(able);
    for (const i of inTurn.keys()) {
      const peer = inTurn[(i + round) % inTurn.length] as PeerProcess;
      await unlessItFails(peer, async () => {
        const run = await peer.ask('run', task, callers, milliseconds, peer.serverPid);
        peer.runs.set(title, [...(peer.runs.get(title) ?? []), run]);
      });
      await untilAlone();
    }
  }
}

/** Leaves the peer out if it fails. */
async function unlessItFails(peer: PeerProcess, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (error) {
    console.log(`${peer.contender.name} is left out: ${(error as Error).message}`);
    peer.end();
    peers = peers.filter((other) => other !== peer);
  }
}

/** Until the connections of the last run are closed. */
async function untilAlone(): Promise<void> {
  const others = `SELECT FROM pg_stat_activity WHERE backend_type = 'client backend' AND datname LIKE 'peer\\_%'`;
  while ((await admin.query(others)).rowCount) await pause(20);
}
