import { parseArgs } from 'node:util';
import pg from 'pg';
import { openPools } from '../src/database/connect.js';
import { Changes } from '../src/read/facts/changes.js';
import { copyRows } from '../src/read/facts/copy-rows.js';
import type { Generation } from '../src/read/facts/generation.js';
import { sealCounts } from '../src/read/facts/write-counts.js';
import { summaryStatement } from '../src/read/summary/summary-sql.js';
import { startCluster } from './cluster.js';
import { hammer, sideBySide, type Contender } from './measure.js';

/**
 * Policies counted by status against a scan of the same table, in one run: `npm run bench` knows the other parts.
 * `--facts <n>` (default 1000000) statuses, each replaced ten times in what is known; `--seconds`, `--rounds`.
 */
const { values } = parseArgs({
  options: {
    facts: { type: 'string', default: '1000000' },
    seconds: { type: 'string', default: '2' },
    rounds: { type: 'string', default: '3' },
  },
});
const facts = Number(values.facts);
const STATUSES = ['planned', 'approved', 'contracted', 'in-force', 'suspended', 'ended'];
const VERSIONS = 10;
const DAYS = 3650;
const DAY_MS = 86_400_000;
const BATCH = 10_000;

const dayOf = (n: number): string => new Date(Date.UTC(2016, 0, 1) + n * DAY_MS).toISOString().slice(0, 10);
/** Always the same numbers, so that runs compare. */
let seed = 1;
const random = (below: number): number => {
  seed = (seed * 48_271) % 2_147_483_647;
  return seed % below;
};

/** Policy by policy a new status every now and then, from some day on; a position for each. */
async function fill(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query<{ current: number }>('SELECT current FROM read.generation');
  const generation: Generation = `_${rows[0]?.current ?? 0}`;
  const policies = facts / VERSIONS;
  for (let policyNo = 1; policyNo <= policies;) {
    const changes = new Changes();
    for (; changes.facts.opened.length < BATCH && policyNo <= policies; policyNo += 1) {
      const header = { policyNo, policyId: `p${policyNo}`, knownFrom: policyNo, knownTo: null };
      changes.policies.open(`p${policyNo}`, {
        ...{
          ...header,
          title: 'A policy',
          jurisdictions: ['JP'],
          area: `area-${policyNo % 20}`,
          timeZone: 'UTC',
        },
        header: '',
      });
      for (let version = 0; version < VERSIONS; version += 1) {
        const knownFrom = version * policies + policyNo;
        changes.facts.open(`${knownFrom}`, {
          ...{ policyNo, path: 'status', knownFrom, validFrom: dayOf(random(DAYS)), validTo: 'infinity' },
          knownTo: version + 1 < VERSIONS ? knownFrom + policies : null,
          ...{ definite: random(20) > 0, value: `"${STATUSES[random(STATUSES.length)] ?? ''}"`, rest: '' },
          ...{ includeValue: null, includeRest: null, excludeValue: null, excludeRest: null },
        });
      }
    }
    await copyRows(client, changes, generation);
  }
  await sealCounts(client, generation, 0, facts);
  await client.query(
    `INSERT INTO log.subscriptions (name, checkpoint) VALUES ('facts', $1) ON CONFLICT (name) DO UPDATE SET checkpoint = $1`,
    [facts],
  );
  await client.query('VACUUM ANALYZE');
}

const SCAN = `SELECT value, count(*) FROM read.facts
  WHERE path = 'status' AND valid_from <= $1 AND valid_to > $1 AND known_from <= $2 AND known_to > $2 GROUP BY value`;

const cluster = await startCluster(undefined);
try {
  const url = await cluster.database('bench_summary');
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  client.on('error', () => undefined); // the server may be stopped under it, after a failure that is thrown
  const start = performance.now();
  await fill(client);
  await client.end();
  console.log(`${facts} facts filled in ${((performance.now() - start) / 1000).toFixed(1)} s`);
  const pools = openPools(url, { size: 2 });
  const contender = (name: string, ask: () => Promise<unknown>): Contender => ({
    name,
    run: () => hammer(1, Number(values.seconds) * 1000, ask),
  });
  const asOf = () => dayOf(random(DAYS));
  const past = () => 1 + random(facts);
  const NOW = 'current knowledge';
  const THEN = 'any knownAt';
  const standings = await sideBySide(
    [
      contender(`scan, ${NOW}`, () => pools.read.query(SCAN, [asOf(), facts])),
      contender(NOW, () => pools.read.query(summaryStatement(['status', 'policy'], asOf(), facts, 'flag'))),
      contender(`scan, ${THEN}`, () => pools.read.query(SCAN, [asOf(), past()])),
      contender(THEN, () => pools.read.query(summaryStatement(['status', 'policy'], asOf(), past(), 'flag'))),
    ],
    Number(values.rounds),
  );
  console.table(standings.map(({ name, perSecond, p50, p99 }) => ({ name, perSecond, p50, p99 })));
  for (const name of [NOW, THEN]) {
    const ratio = standings.find((standing) => standing.name === name)?.ratios[`scan, ${name}`];
    console.log(`${name}: ${ratio?.toFixed(0) ?? '?'} x the scan`);
  }
  await pools.end();
} finally {
  await cluster.stop();
}
