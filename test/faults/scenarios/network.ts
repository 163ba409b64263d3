import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { checkLog } from '../check-log.js';
import { Postgres } from '../postgres.js';
import { pinnedQuestions, Probe } from '../probe.js';
import { Proxy, type Weather } from '../proxy.js';
import { mustBeZero, withEnds, type Result, type Scenario } from '../scenario.js';
import { Service } from '../service.js';
import { Writers } from '../writers.js';

/** A fault and how it is made and lifted. */
interface Fault {
  name: string;
  begin: () => unknown;
  end: () => unknown;
  /** How long it lasts, in milliseconds. */
  ms: number;
}

/** All that can happen between the service and its database, under writers, with every answer judged. */
export const network: Scenario = (extent) => withFaults(extent, () => true, 1);
/** The short form: two faults, a few seconds of each. */
export const shortNetwork: Scenario = (extent) =>
  withFaults(extent, ({ name }) => name === 'cut in an append' || name === 'frozen', 0.1);

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
    const figures: Record<string, number | string> = {};
    const failures: string[] = [];
    for (const { name, begin, end, ms } of faults(database, proxy).filter(wanted)) {
      const probe = new Probe(service.url, questions);
      await probe.round();
      const usual = probe.refused;
      await begin();
      const until = performance.now() + ms * share;
      const rounds: Promise<void>[] = [];
      // Rounds overlap: those who ask do not wait for each other.
      while (performance.now() < until) {
        rounds.push(probe.round());
        await sleep(500);
      }
      if (!wantsAnswers(name)) await end();
      await Promise.all(rounds);
      if (wantsAnswers(name)) await end();
      const during = probe.refused - usual;
      const back = Math.round(await probe.recovered());
      figures[name] =
        `${probe.right} right, ${during} refused, slowest ${Math.round(probe.slowestMs)} ms, live ${Math.round(probe.slowestLiveMs)} ms, back in ${back} ms`;
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

/** Answers under such a fault must come while it lasts. */
const wantsAnswers = (name: string): boolean => name !== 'cut in an append';

function faults(database: Postgres, proxy: Proxy): Fault[] {
  const weather = (name: Weather, ms: number): Fault => ({
    name,
    begin: () => {
      proxy.change(name);
    },
    end: () => {
      proxy.change('fair');
    },
    ms,
  });
  const held: pg.Client[] = [];
  const release = async () => {
    for (const client of held.splice(0)) await client.end();
  };
  const hold = async (sql: string) => {
    const client = new pg.Client({ connectionString: database.url });
    client.on('error', () => undefined);
    held.push(client);
    await client.connect();
    await client.query(`BEGIN; ${sql}`);
  };
  return [
    weather('cut in an append', 8000),
    {
      name: 'frozen',
      begin: () => {
        database.signalAll('SIGSTOP');
      },
      end: () => {
        database.signalAll('SIGCONT');
      },
      ms: 30_000,
    },
    weather('black hole', 20_000),
    weather('reset', 10_000),
    weather('slow', 20_000),
    {
      name: 'log locked',
      begin: () => hold('LOCK TABLE log.events IN ACCESS EXCLUSIVE MODE'),
      end: release,
      ms: 20_000,
    },
    {
      name: 'append locked',
      begin: () => hold(`SELECT pg_advisory_xact_lock(hashtext('log.append'), 0)`),
      end: release,
      ms: 20_000,
    },
    {
      name: 'no connections left',
      begin: async () => {
        await database.query(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'policy-timeline%'`,
        );
        for (let open = true; open;)
          open = await hold('SELECT 1').then(
            () => true,
            () => false,
          );
      },
      end: release,
      ms: 15_000,
    },
  ];
}
