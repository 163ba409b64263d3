import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLog } from '../check-log.js';
import { Postgres } from '../postgres.js';
import { median, mustBeZero, withEnds, type Scenario } from '../scenario.js';
import { Service } from '../service.js';
import { randomFrom, Writers } from '../writers.js';

/** Events to be acknowledged between two crashes. */
const BETWEEN = 40;

/** kill -9 of the service and of PostgreSQL, in turn, under 16 writers. */
export const kill: Scenario = ({ rounds, seed, say }) =>
  withEnds(async (ends) => {
    const folder = ends.folder('faults-kill');
    const database = await Postgres.start(join(folder, 'pg'));
    ends.add(() => database.kill());
    const service = await Service.start({ databaseUrl: database.url, dataDir: join(folder, 'data') });
    ends.add(() => service.kill());
    const random = randomFrom(seed);
    const writers = new Writers(() => [service.url], `kill-${seed}`);
    const recovery: Record<'service' | 'database', number[]> = { service: [], database: [] };
    for (let round = 0; round < rounds; round += 1) {
      for (const victim of ['service', 'database'] as const) {
        await writers.more(BETWEEN);
        await sleep(random() * 50); // anywhere within an append
        const started = performance.now();
        await (victim === 'service' ? service : database).kill();
        if (victim === 'service') service.launch();
        else await database.up();
        await writers.more(1);
        recovery[victim].push(performance.now() - started);
      }
      say(`round ${round + 1}: ${writers.acknowledged.length} acknowledged`);
    }
    await writers.more(BETWEEN);
    await writers.stop();
    const figures = await checkLog(database.url, writers.acknowledged);
    const { lost, duplicated, torn, skipped } = figures;
    return {
      figures: {
        kills: 2 * rounds,
        ...figures,
        'service back, median ms': median(recovery.service),
        'database back, median ms': median(recovery.database),
        'slowest ms': Math.round(Math.max(...recovery.service, ...recovery.database)),
        'answers 503': writers.refused.get(503) ?? 0,
      },
      failures: [
        ...mustBeZero({ lost, duplicated, torn, skipped }),
        ...writers.wrong.slice(0, 3).map((answer) => `a writer was answered ${answer}`),
      ],
    };
  });
