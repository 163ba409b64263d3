import pg from 'pg';
import type { Postgres } from './postgres.js';
import type { Proxy, Weather } from './proxy.js';

const DEADLOCK = '40P01';

/** A fault and how it is made and lifted. */
export interface Fault {
  name: string;
  begin: () => unknown;
  end: () => unknown;
  /** How long it lasts, in milliseconds. */
  ms: number;
  /** How many more ask every half second, so that they take all connections of the service. */
  crowd?: number;
}

/** Answers under such a fault must come while it lasts. */
export const wantsAnswers = (name: string): boolean => name !== 'cut in an append';

/** All of them, in their order. */
export function allFaults(database: Postgres, proxy: Proxy): Fault[] {
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
  const asleep: number[] = [];
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
    {
      name: 'pools used up',
      begin: async () => {
        const tables = await database.query(
          `SELECT string_agg(format('%I.%I', schemaname, tablename), ', ') AS all FROM pg_tables WHERE schemaname IN ('log', 'read', 'access')`,
        );
        const sql = `LOCK TABLE ${String(tables[0]?.['all'])} IN ACCESS EXCLUSIVE MODE`;
        // Whoever takes them all meets the service's own transactions.
        for (let open = false; !open;)
          open = await hold(sql).then(
            () => true,
            (error: unknown) => {
              if ((error as { code?: string }).code !== DEADLOCK) throw error;
              return false;
            },
          );
      },
      end: release,
      ms: 20_000,
      crowd: 8,
    },
    {
      name: 'sessions asleep',
      begin: async () => {
        const sessions = await database.query(
          `SELECT pid FROM pg_stat_activity WHERE application_name LIKE 'policy-timeline%'`,
        );
        asleep.push(...sessions.map(({ pid }) => Number(pid)));
        for (const pid of asleep) process.kill(pid, 'SIGSTOP');
      },
      end: () => {
        for (const pid of asleep.splice(0)) process.kill(pid, 'SIGCONT');
      },
      ms: 20_000,
      crowd: 8,
    },
  ];
}
