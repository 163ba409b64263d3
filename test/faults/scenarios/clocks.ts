import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkLog } from '../check-log.js';
import { Postgres } from '../postgres.js';
import { pinnedQuestions } from '../probe.js';
import { mustBeZero, withEnds, type Scenario } from '../scenario.js';
import { Service } from '../service.js';
import { randomFrom, Writers } from '../writers.js';

const LIBRARIES = ['/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1'];

/** The clocks of service and database jump by hours both ways, together and apart: recorded order and past answers stay. */
export const clocks: Scenario = ({ rounds, seed, say }) =>
  withEnds(async (ends) => {
    const library = LIBRARIES.find(existsSync);
    if (library === undefined)
      return { figures: { 'left out': 'libfaketime is not installed' }, failures: [] };
    const folder = ends.folder('faults-clocks');
    const files = { service: join(folder, 'service-clock'), database: join(folder, 'database-clock') };
    const set = (whose: keyof typeof files, hours: number) => {
      writeFileSync(files[whose], `${hours >= 0 ? '+' : '-'}${Math.abs(hours)}h\n`, { mode: 0o644 });
    };
    set('service', 0);
    set('database', 0);
    const env = (whose: keyof typeof files) => ({
      LD_PRELOAD: library,
      FAKETIME_TIMESTAMP_FILE: files[whose],
      FAKETIME_NO_CACHE: '1',
      FAKETIME_DONT_FAKE_MONOTONIC: '1',
    });
    mkdirSync(join(folder, 'data'));
    const database = await Postgres.start(join(folder, 'pg'), { env: env('database') });
    ends.add(() => database.kill());
    const service = await Service.start({
      databaseUrl: database.url,
      dataDir: join(folder, 'data'),
      env: env('service'),
    });
    ends.add(() => service.kill());
    const random = randomFrom(seed);
    const writers = new Writers(() => [service.url], `clocks-${seed}`, 8);
    await writers.more(40);
    const questions = await pinnedQuestions(service.url, [`clocks-${seed}-0`, `clocks-${seed}-3`]);
    let changed = 0;
    for (let round = 0; round < rounds; round += 1) {
      for (const whose of ['service', 'database'] as const)
        if (random() < 0.7) set(whose, Math.round(random() * 24) - 12);
      await writers.more(30);
      for (const { path, body } of questions)
        if ((await (await fetch(service.url + path)).text()) !== body) changed += 1;
      say(`round ${round + 1}: ${writers.acknowledged.length} acknowledged`);
    }
    await writers.stop();
    const [disorder] = await database.query(
      `SELECT count(*)::int AS n FROM (SELECT recorded_at <= lag(recorded_at) OVER (ORDER BY position) AS wrong FROM log.events) AS e WHERE wrong`,
    );
    const [span] = await database.query(
      `SELECT extract(epoch FROM max(recorded_at) - min(recorded_at))::int / 3600 AS hours FROM log.events`,
    );
    const { lost, duplicated, torn, skipped, events } = await checkLog(database.url, writers.acknowledged);
    const figures = { 'out of order': Number(disorder?.['n']), 'answers changed': changed };
    return {
      figures: {
        jumps: rounds,
        events,
        'hours spanned': Number(span?.['hours']),
        ...figures,
        lost,
        duplicated,
        torn,
        skipped,
      },
      failures: mustBeZero({ ...figures, lost, duplicated, torn, skipped }),
    };
  });
