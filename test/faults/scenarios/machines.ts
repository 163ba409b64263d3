import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { checkLog } from '../check-log.js';
import { Postgres } from '../postgres.js';
import { median, mustBeZero, withEnds, type Scenario } from '../scenario.js';
import { KEY, Service } from '../service.js';
import { Writers } from '../writers.js';

/** A takeover takes the lease of ten seconds and a look of the other process; the rest is what a busy machine adds. */
const TAKEOVER_MS = 30_000;

/** Events of one policy: a projection of long timelines would not keep up with the writers, and lists would wait. */
const PER_POLICY = 25;

/** A session of a process that runs does not rest so long within a transaction. */
const STILL_MS = 1000;

interface Process {
  signal: (signal: NodeJS.Signals) => unknown;
}

/** The session that projects, if it is within a transaction and in this state. */
const projecting = async (database: Postgres, state: 'waiting for a lock' | 'resting'): Promise<unknown> => {
  const is = state === 'resting' ? `state = 'idle in transaction'` : `wait_event_type = 'Lock'`;
  const rows = await database.query(
    `SELECT pid::text || state_change AS id FROM pg_stat_activity JOIN pg_locks USING (pid)
     WHERE locktype = 'advisory' AND objsubid = 2 AND granted AND ${is}
       AND classid = (hashtext('log.subscriptions/facts')::bigint & 4294967295)::oid`,
  );
  return rows[0]?.['id'];
};

/**
 * A process is frozen in the middle of a transaction of the projection (the worker may have it as well), so that its rows are locked. A lock on the table of facts holds
 * the transaction up until the process stands still. @returns that process
 */
async function freezeWithin(database: Postgres, processes: readonly Process[]): Promise<Process> {
  for (let tries = 0; ; tries += 1) {
    const process = processes[tries % processes.length] as Process;
    const [table] = await database.query(
      `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = 'read' AND tablename LIKE 'facts\\_%'`,
    );
    await database.within(async (query) => {
      // In this mode readers go on; who writes waits.
      await query(`LOCK TABLE ${String(table?.['name'])} IN SHARE MODE`);
      while ((await projecting(database, 'waiting for a lock')) === undefined) await sleep(10);
      process.signal('SIGSTOP');
    });
    await sleep(STILL_MS);
    const resting = await projecting(database, 'resting');
    await sleep(resting === undefined ? 0 : STILL_MS);
    if (resting !== undefined && (await projecting(database, 'resting')) === resting) return process;
    // It was another that projects, and went on.
    process.signal('SIGCONT');
  }
}

const send = (url: string, key: string, body: string, type = 'application/json') =>
  fetch(url, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${KEY}`,
      'content-type': type,
      ...(key !== '' && { 'idempotency-key': key }),
    },
    body,
  });

const sessions = (database: Postgres) =>
  database.query(
    `SELECT state, wait_event, age(clock_timestamp(), xact_start)::text AS age, left(query, 80) AS query FROM pg_stat_activity WHERE xact_start IS NOT NULL`,
  );

/** Two processes of the service and a worker on one database. */
export const machines: Scenario = ({ rounds, seed, say }) =>
  withEnds(async (ends) => {
    const folder = ends.folder('faults-machines');
    const database = await Postgres.start(join(folder, 'pg'));
    ends.add(() => database.kill());
    // One folder, as machines that share their files have it.
    const options = { databaseUrl: database.url, dataDir: join(folder, 'files') };
    const first = await Service.start(options);
    ends.add(() => first.kill());
    const second = await Service.start(options);
    ends.add(() => second.kill());
    const worker = first.worker();
    ends.add(() => worker.kill('SIGKILL'));
    const both = [first.url, second.url];
    // At full speed, eight would outrun the projection, and open lists would wait for it whoever runs it.
    const writers = new Writers(() => both, `machines-${seed}`, 8, 50, PER_POLICY);
    await writers.more(40);
    const counts = { 'keys that gave two events': 0, 'races won twice': 0, fenced: 0, 'imports whole': 0 };

    const policy = `race-${seed}`;
    await send(
      `${first.url}/v1/policies`,
      policy,
      JSON.stringify({ id: policy, title: 'Raced for', jurisdiction: 'JP', area: 'faults' }),
    );
    for (let round = 0; round < rounds * 10; round += 1) {
      const body = JSON.stringify({
        kind: 'status-reported',
        effective: '2024-01-01',
        payload: { status: `r${round}` },
        sources: [{ title: 'Race' }],
      });
      const path = `/v1/policies/${policy}/developments`;
      // The same request at both: one event.
      const key = randomUUID();
      const twins = await Promise.all(
        both.map(async (url) => (await (await send(url + path, key, body)).json()) as { eventId?: string }),
      );
      if (twins[0]?.eventId !== twins[1]?.eventId) counts['keys that gave two events'] += 1;
      // Two that saw the same version: one of them is told that it is late.
      const { version } = (await (await fetch(`${first.url}/v1/policies/${policy}`)).json()) as {
        version: number;
      };
      const races = await Promise.all(
        both.map((url) =>
          fetch(url + path, {
            method: 'POST',
            headers: {
              authorization: `Bearer ${KEY}`,
              'content-type': 'application/json',
              'if-match': `"${version}"`,
            },
            body,
          }),
        ),
      );
      if (races.filter(({ ok }) => ok).length > 1) counts['races won twice'] += 1;
    }
    say('races are over');

    // The process that projects stands still within a transaction, another takes over, and it wakes.
    const takeovers: number[] = [];
    const answers: number[] = [];
    const checkpoint = async () => {
      const rows = await database.query(`SELECT checkpoint FROM log.subscriptions WHERE name = 'facts'`);
      return Number(rows[0]?.['checkpoint']);
    };
    for (let round = 0; round < 2 * rounds; round += 1) {
      const frozen = await freezeWithin(database, [first, second, { signal: (name) => worker.kill(name) }]);
      const other = frozen === first ? second : first;
      const started = performance.now();
      const reached = await checkpoint();
      while ((await checkpoint()) === reached) {
        if (performance.now() - started > TAKEOVER_MS)
          throw new Error(`Nobody took over the projection: ${JSON.stringify(await sessions(database))}`);
        await sleep(50);
      }
      takeovers.push(performance.now() - started);
      while (!(await fetch(`${other.url}/v1/policies?limit=1`)).ok) await sleep(50);
      answers.push(performance.now() - started);
      frozen.signal('SIGCONT');
      await writers.more(20);
      counts.fenced += 1;
      say(
        `taken over after ${Math.round(takeovers.at(-1) ?? 0)} ms, lists after ${Math.round(answers.at(-1) ?? 0)} ms`,
      );
    }

    // An import at one, writes at the other.
    const lines = [
      JSON.stringify({
        policy: { id: `import-${seed}`, title: 'Imported', jurisdiction: 'JP', area: 'faults' },
      }),
      ...Array.from({ length: 2000 }, (_, n) =>
        JSON.stringify({
          policyId: `import-${seed}`,
          kind: 'verified',
          effective: `20${10 + (n % 15)}-01-01`,
          payload: {},
          sources: [{ title: `Line ${n}` }],
          externalId: `import-${seed}:${n}`,
        }),
      ),
    ];
    const { id } = (await (
      await send(`${first.url}/v1/imports`, '', `${lines.join('\n')}\n`, 'application/x-ndjson')
    ).json()) as { id: string };
    for (;;) {
      const job = (await (
        await fetch(`${second.url}/v1/imports/${id}`, { headers: { authorization: `Bearer ${KEY}` } })
      ).json()) as { state: string; recorded?: number };
      if (job.state === 'succeeded' && job.recorded === lines.length) counts['imports whole'] += 1;
      if (['succeeded', 'failed', 'canceled'].includes(job.state)) break;
      await sleep(200);
    }
    await writers.stop();
    const { lost, duplicated, torn, skipped, events } = await checkLog(database.url, writers.acknowledged);
    return {
      figures: {
        events,
        ...counts,
        'taken over, median ms': median(takeovers),
        'slowest ms': Math.round(Math.max(...takeovers)),
        'lists again, median ms': median(answers),
        ...{ lost, duplicated, torn, skipped },
      },
      failures: [
        ...mustBeZero({
          'keys that gave two events': counts['keys that gave two events'],
          'races won twice': counts['races won twice'],
          'imports not whole': 1 - counts['imports whole'],
          ...{ lost, duplicated, torn, skipped },
        }),
        ...writers.wrong.slice(0, 3).map((answer) => `a writer was answered ${answer}`),
      ],
    };
  });
