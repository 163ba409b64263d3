/**
 * What an answer costs in a growing log: `npm run bench:growth -- [--sizes 10000,100000,1000000] [--answers 60] [--data-dir DIR]`.
 * Without HTTP, nothing remembered: random policies, days and places in the lists. Prints processor time of Node and of
 * PostgreSQL, and the median on the clock; and for each log how fast it was filled and projected, unless it was kept from an
 * earlier run, and its size after VACUUM.
 */
import 'reflect-metadata';
import { parseArgs } from 'node:util';
import type pg from 'pg';
import { openPools } from '../../src/database/connect.js';
import { createParts } from '../../src/parts.js';
import { writeToken } from '../../src/read/lists/page-token.js';
import type { ReadSide } from '../../src/read/read-side.js';
import { startCluster } from '../cluster.js';
import { dataSet } from '../data/data-set.js';
import { dayOf } from '../data/days.js';
import { EVENTS_A_POLICY } from '../data/log.js';
import { Random } from '../data/random.js';
import { median } from '../measure.js';
import { cpuOf } from '../proof/cpu.js';

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    answers: { type: 'string', default: '60' },
    'data-dir': { type: 'string' },
  },
});
const SEED = 11;
const STATUS = 'in-service';
const uncertain = 'flag';

type Ask = (read: ReadSide, random: Random, events: number) => Promise<{ body: string }>;

const policy = (random: Random, events: number): string =>
  `programme-${String(random.integer(1, events / EVENTS_A_POLICY)).padStart(6, '0')}`;

const page =
  (filter: { status?: string }): Ask =>
  (read, random, position) => {
    const place = { asOf: dayOf(random), position, beyondHead: false, uncertain, fields: false, ...filter };
    const cursor = writeToken({ ...place, after: policy(random, position * 0.9) });
    return read.list.answer({ cursor, limit: 100, fields: false, uncertain, ...filter });
  };

const QUESTIONS: Record<string, Ask> = {
  'state of a policy': (read, random, position) =>
    read.state.answer(policy(random, position), { asOf: dayOf(random), position, uncertain }),
  'page of 100': page({}),
  'page of 100 with one status': page({ status: STATUS }),
  'differences, page of 100': (read, random, position) => {
    const sides = {
      fromAsOf: dayOf(random),
      fromPosition: position,
      toAsOf: dayOf(random),
      toPosition: position,
    };
    const cursor = writeToken({ ...sides, uncertain, after: policy(random, position * 0.9) });
    return read.diffs.answer({ cursor, limit: 100, uncertain });
  },
  'counts by status': (read, random, position) =>
    read.summary.answer({
      by: 'status',
      asOf: dayOf(random),
      position: random.integer(1, position),
      uncertain,
    }),
};

/** Bytes an event of the tables of a schema, with their indexes. */
async function bytesAnEvent(pool: pg.Pool, schema: string, events: number): Promise<number> {
  const { rows } = await pool.query<{ bytes: number }>(
    `SELECT sum(pg_total_relation_size(oid))::float8 AS bytes FROM pg_class
     WHERE relnamespace = $1::regnamespace AND relkind IN ('r', 'm')`,
    [schema],
  );
  return (rows[0]?.bytes ?? 0) / events;
}

const answers = Number(values.answers);
const logs: string[] = [];
const cluster = await startCluster(values['data-dir']);
console.log('| answer | events | Node, ms | PostgreSQL, ms | p50, ms | kB |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: |');
try {
  for (const events of values.sizes.split(',').map(Number)) {
    const { url, filledPerSecond, projectedPerSecond } = await dataSet(cluster, events);
    const pools = openPools(url);
    const sizes = [
      await bytesAnEvent(pools.read, 'log', events),
      await bytesAnEvent(pools.read, 'read', events),
    ];
    const figures = [filledPerSecond, projectedPerSecond, ...sizes].map((figure) => figure?.toFixed(0) ?? '');
    logs.push(`| ${[events, ...figures].join(' | ')} |`);
    const { read } = createParts(pools, url, { remembered: 0 });
    for (const [name, ask] of Object.entries(QUESTIONS)) {
      const random = new Random(SEED);
      const took: number[] = [];
      let characters = 0;
      const some = async (count: number) => {
        for (let n = 0; n < count; n += 1) {
          const start = performance.now();
          characters += (await ask(read, random, events)).body.length;
          took.push(performance.now() - start);
        }
      };
      await some(answers); // warms up code, plans and caches
      took.length = characters = 0;
      const { node, postgres } = await cpuOf(pools.write, () => some(answers));
      const cells = [node / answers, postgres / answers, median(took), characters / answers / 1000];
      console.log(
        `| ${[name, events, ...cells.map((cell) => cell.toFixed(cell < 10 ? 2 : 1))].join(' | ')} |`,
      );
    }
    await pools.end();
  }
  console.log('\n| events | filled, events/s | projected, events/s | log, B/event | read, B/event |');
  console.log('| ---: | ---: | ---: | ---: | ---: |');
  console.log(logs.join('\n'));
} finally {
  await cluster.stop();
}
