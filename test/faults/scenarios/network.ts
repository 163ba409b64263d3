import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLog } from '../check-log.js';
import { allFaults, wantsAnswers, type Fault } from '../connection-faults.js';
import { Postgres } from '../postgres.js';
import { pinnedQuestions, Probe } from '../probe.js';
import { Proxy } from '../proxy.js';
import { mustBeZero, withEnds, type Result, type Scenario } from '../scenario.js';
import { Service } from '../service.js';
import { randomFrom, Writers } from '../writers.js';

/** All that can happen between the service and its database, under writers, with every answer judged. */
export const network: Scenario = (extent) => withFaults(extent, () => true, 1);
/** The short form: two faults, a few seconds of each. */
export const shortNetwork: Scenario = (extent) =>
  withFaults(extent, ({ name }) => name === 'cut in an append' || name === 'frozen', 0.1);

/** Only those that use up the connections of the service's own pools. */
export const pools: Scenario = (extent) => withFaults(extent, ({ crowd }) => crowd !== undefined, 1);

const withFaults = (
  { seed, say }: Parameters<Scenario>[0],
  wanted: (fault: Fault) => boolean,
  share: number,
): Promise<Result> =>
  withEnds(async (ends) => {
    const folder = ends.folder('faults-network');
    const database = await Postgres.start(join(folder, 'pg'));
    ends.add(() => database.kill());
    const proxy = await Proxy.before(database.port);
    ends.add(() => {
      proxy.close();
    });
    const service = await Service.start({
      databaseUrl: proxy.through(database.url),
      dataDir: join(folder, 'data'),
    });
    ends.add(() => service.kill());
    const writers = new Writers(() => [service.url], `net-${seed}`, 8);
    await writers.more(60);
    const questions = await pinnedQuestions(service.url, [`net-${seed}-0`, `net-${seed}-5`]);
    const random = randomFrom(seed);
    const figures: Record<string, number | string> = {};
    const failures: string[] = [];
    for (const { name, begin, end, ms, crowd = 0 } of allFaults(database, proxy).filter(wanted)) {
      const probe = new Probe(service.url, questions);
      await probe.round();
      const usual = probe.refused;
      await begin();
      const until = performance.now() + ms * share;
      const rounds: Promise<void>[] = [];
      let most = 0;
      // Rounds overlap: those who ask do not wait for each other.
      while (performance.now() < until) {
        rounds.push(probe.round());
        for (let n = 0; n < crowd; n += 1) rounds.push(probe.open(openQuestion(`net-${seed}-0`, random)));
        if (crowd > 0) most = Math.max(most, await busySessions(database));
        await sleep(500);
      }
      if (!wantsAnswers(name)) await end();
      await Promise.all(rounds);
      if (wantsAnswers(name)) await end();
      const during = probe.refused - usual;
      const back = Math.round(await probe.recovered());
      figures[name] =
        `${probe.right} right, ${during} refused, slowest ${Math.round(probe.slowestMs)} ms, live ${Math.round(probe.slowestLiveMs)} ms, back in ${back} ms`;
      if (crowd > 0) figures[name] += `, ${most} read sessions busy at once`;
      say(`${name}: ${figures[name]}`);
      failures.push(...[...new Set(probe.failures)].slice(0, 5).map((failure) => `${name}: ${failure}`));
      await writers.more(10);
    }
    await writers.stop();
    const { lost, duplicated, torn, skipped, ...counts } = await checkLog(database.url, writers.acknowledged);
    return {
      figures: { ...figures, ...counts, lost, duplicated, torn, skipped, 'connections cut': proxy.cuts },
      failures: [
        ...failures,
        ...mustBeZero({ lost, duplicated, torn, skipped }),
        ...writers.wrong.slice(0, 3).map((answer) => `a writer was answered ${answer}`),
      ],
    };
  });

/** One that is not remembered. */
const openQuestion = (policy: string, random: () => number): string =>
  `/v1/policies/${policy}?asOf=20${10 + Math.floor(random() * 30)}-0${1 + Math.floor(random() * 9)}-1${Math.floor(random() * 10)}`;

async function busySessions(database: Postgres): Promise<number> {
  const rows = await database.query(
    `SELECT count(*)::int AS busy FROM pg_stat_activity WHERE application_name = 'policy-timeline read' AND state = 'active'`,
  );
  return Number(rows[0]?.['busy']);
}
