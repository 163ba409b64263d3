import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '../../test/support/database.js';
import { JobFailure, type Job, type JobTask, TooManyJobs } from './job.js';
import { JobRunner, prepareQueue } from './job-runner.js';
import { JobStore } from './job-store.js';

describe('A job is work that a request only starts', () => {
  let database: TestDatabase;
  let jobs: JobStore;
  let runner: JobRunner | undefined;
  const errors: unknown[] = [];

  beforeAll(async () => {
    database = await createTestDatabase();
    await prepareQueue(database.url);
    jobs = new JobStore(database.writePool);
  });
  afterEach(async () => {
    await runner?.stop();
    runner = undefined;
  });
  afterAll(() => database.drop());

  const runnerOf = (task: JobTask) =>
    new JobRunner({
      url: database.url,
      pool: database.writePool,
      tasks: { dig: task },
      onError: (error) => errors.push(error),
    });
  const start = async (task: JobTask) => {
    runner = runnerOf(task);
    await runner.start();
  };
  const add = () => jobs.add({ task: 'dig', actor: 'test', request: { holes: 3 } });
  const until = async (id: string, fits: (job: Job) => boolean): Promise<Job> => {
    for (;;) {
      const job = await jobs.find('dig', id);
      if (job && fits(job)) return job;
      await sleep(20);
    }
  };
  const ended = (id: string) => until(id, ({ state }) => !['queued', 'running'].includes(state));

  it('waits in the queue, runs, and reports its progress', async () => {
    const { id, state, progress } = await add();
    expect([state, progress.done]).toEqual(['queued', 0]);
    await start((run) => {
      expect([run.id, run.request, run.actor]).toEqual([id, { holes: 3 }, 'test']);
      run.report({ done: 3, total: 3, details: { holes: 3 } });
      return Promise.resolve();
    });
    expect(await ended(id)).toMatchObject({
      state: 'succeeded',
      progress: { done: 3, total: 3 },
      details: { holes: 3 },
    });
    expect(await jobs.find('fill', id)).toBeNull(); // a job of another task is not shown there
  });

  it('takes turns: who has many waits behind who has one, and nobody may have more than twenty', async () => {
    const of = (actor: string) => jobs.add({ task: 'dig', actor, request: {} });
    const greedy: Job[] = [];
    await expect(
      (async () => {
        for (;;) greedy.push(await of('greedy'));
      })(),
    ).rejects.toBeInstanceOf(TooManyJobs);
    expect(greedy).toHaveLength(20);
    const modest = [await of('modest'), await of('modest')];
    const order: string[] = [];
    await start(async (run) => {
      order.push(run.id);
      // As long as one lane opens its connection, the other would do everything: the first job waits for the second.
      while (order.length < 2) await sleep(5);
      await sleep(20);
    });
    for (const { id } of [...greedy, ...modest]) await ended(id);
    // Two run at a time.
    expect(order.indexOf(modest[0]?.id ?? '')).toBeLessThan(4);
    expect(order.indexOf(modest[1]?.id ?? '')).toBeLessThan(7);
    expect((await of('greedy')).state).toBe('queued');
    await ended((await of('greedy')).id);
  });

  it('fails without a retry for a JobFailure, and says why', async () => {
    const { id } = await add();
    await start(() => Promise.reject(new JobFailure('rock', 'There is rock below')));
    expect(await ended(id)).toMatchObject({
      state: 'failed',
      problem: { slug: 'rock', detail: 'There is rock below' },
    });
  });

  it('is tried again after any other failure', async () => {
    const { id } = await add();
    let tries = 0;
    await start(() => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('the spade broke')) : Promise.resolve();
    });
    expect(await ended(id)).toMatchObject({ state: 'succeeded' });
    expect(tries).toBe(2);
    expect(errors).toEqual([expect.objectContaining({ message: 'the spade broke' })]);
  });

  const untilAborted: JobTask = ({ signal }) =>
    new Promise((_, reject) => {
      signal.addEventListener('abort', () => {
        reject(new Error('interrupted'));
      });
    });

  it('can be canceled while it runs, and while it waits', async () => {
    const running = await add();
    await start(untilAborted);
    await until(running.id, ({ state }) => state === 'running');
    await jobs.cancel('dig', running.id);
    expect(await ended(running.id)).toMatchObject({ state: 'canceled' });
    await runner?.stop();
    runner = undefined;
    const waiting = await add();
    expect(await jobs.cancel('dig', waiting.id)).toMatchObject({ state: 'canceled' });
    await start(() => Promise.reject(new Error('a canceled job must not run')));
    await sleep(300);
    expect(await jobs.find('dig', waiting.id)).toMatchObject({ state: 'canceled' });
  });

  it('is queued again when the process stops', async () => {
    const { id } = await add();
    await start(untilAborted);
    await until(id, ({ state }) => state === 'running');
    await runner?.stop();
    expect(await jobs.find('dig', id)).toMatchObject({ state: 'queued' });
    await jobs.cancel('dig', id);
  });

  it('is taken over from a worker that was killed', async () => {
    const { id } = await add();
    await database.writePool.query(
      `UPDATE graphile_worker._private_jobs SET locked_by = 'the dead', locked_at = now() - interval '31 seconds',
         attempts = 1 WHERE key = $1`,
      [id],
    );
    await database.writePool.query(`UPDATE jobs.jobs SET state = 'running', attempt = 1 WHERE id = $1`, [id]);
    await database.writePool.query(
      `INSERT INTO jobs.workers (id, beat_at) VALUES ('the dead', now() - interval '31 seconds')`,
    );
    await start(() => Promise.resolve());
    expect(await ended(id)).toMatchObject({ state: 'succeeded' });
  });

  it('stays with a worker that lives, however long it takes', async () => {
    const { id } = await add();
    let finish: () => void = () => undefined;
    await start(() => new Promise((resolve) => (finish = resolve)));
    await until(id, ({ state }) => state === 'running');
    await database.writePool.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = now() - interval '10 minutes' WHERE key = $1`,
      [id],
    );
    let tries = 0;
    const other = runnerOf(() => {
      tries += 1;
      return Promise.resolve();
    });
    await other.start(); // looks for dead workers at once
    await sleep(300);
    await other.stop();
    finish();
    expect(tries).toBe(0);
    expect(await ended(id)).toMatchObject({ state: 'succeeded' });
  });
});
