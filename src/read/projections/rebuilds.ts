import type pg from 'pg';
import { DomainProblem } from '../../domain/problem.js';
import { isTransient } from '../../event-store/transient.js';
import { JobFailure, type JobTask } from '../../jobs/job.js';
import { JobStore } from '../../jobs/job-store.js';
import { rebuildFacts } from '../facts/rebuild.js';
import { FACTS } from '../facts/subscription.js';
import { SEARCH } from '../search/subscription.js';
import { rebuildSearch } from '../search/rebuild.js';
import type { RebuildReport, RebuildWatch } from './rebuild.js';
import { rebuildView, type RebuildRequest, type RebuildView } from './rebuild-view.js';

/** The name of the task of rebuild jobs. */
export const REBUILD = 'rebuild';

type Rebuild = (pool: pg.Pool, watch: RebuildWatch) => Promise<RebuildReport>;
const REBUILDS: Readonly<Record<string, Rebuild>> = { [FACTS]: rebuildFacts, [SEARCH]: rebuildSearch };

/** Rebuilds of projections as jobs, one at a time per projection. */
export class Rebuilds {
  private readonly jobs: JobStore;

  /** @param pool the write pool */
  constructor(private readonly pool: pg.Pool) {
    this.jobs = new JobStore(pool);
  }

  /** @throws DomainProblem `projection-not-known`, `rebuild-under-way` with the running job */
  async start(projection: string, actor: string): Promise<RebuildView> {
    if (!Object.hasOwn(REBUILDS, projection)) throw notAProjection(projection);
    const request: RebuildRequest = { projection };
    const { job, added } = await this.jobs.addAlone({ task: REBUILD, actor, request, aloneOn: projection });
    if (added) return rebuildView(job);
    throw new DomainProblem('rebuild-under-way', `A rebuild of ${projection} is ${job.state}: ${job.id}`, {
      extra: { running: rebuildView(job) },
    });
  }

  /** @throws DomainProblem `job-not-known` */
  async find(id: string): Promise<RebuildView> {
    const job = await this.jobs.find(REBUILD, id);
    if (!job) throw new DomainProblem('job-not-known', `No rebuild has the id ${id}`);
    return rebuildView(job);
  }

  /** Newest first. */
  async list(limit: number): Promise<RebuildView[]> {
    return (await this.jobs.list(REBUILD, limit)).map(rebuildView);
  }

  /** The work of a rebuild job. */
  readonly task: JobTask = async ({ request, signal, report }) => {
    const { projection } = request as RebuildRequest;
    const rebuild = REBUILDS[projection];
    if (!rebuild) throw new JobFailure('projection-not-known', `There is no projection ${projection}`);
    let total = 0;
    const onProgress: RebuildWatch['onProgress'] = (progress) => {
      ({ total } = progress);
      report(progress);
    };
    try {
      const { events, same } = await rebuild(this.pool, { signal, onProgress });
      report({ done: total, total, details: { events, ...(projection === FACTS && { same }) } });
    } catch (error) {
      throw signal.aborted || isTransient(error) ? error : failureOf(error);
    }
  };
}

/** Failures that another attempt would repeat. */
const failureOf = (error: unknown): JobFailure =>
  error instanceof DomainProblem
    ? new JobFailure(error.slug, error.detail)
    : new JobFailure('rebuild-failed', error instanceof Error ? error.message : String(error));

const notAProjection = (name: string): DomainProblem =>
  new DomainProblem(
    'projection-not-known',
    `There is no projection ${name}; there are ${Object.keys(REBUILDS).join(' and ')}`,
  );
