import type pg from 'pg';
import type { Pools } from '../database/connect.js';
import type { Day } from '../domain/day.js';
import type { Generation } from './facts/generation.js';
import { PublishedDays, type PageById } from './published/published-days.js';

/** The basis of a query over all policies; with a day of publication, only what was public by then. */
export interface TablesBasis {
  position: number;
  publishedBy?: Day | null;
}

/** The read tables at any basis: the same statements serve all of them. */
export class ReadTables {
  /** The tables of everything recorded, and the log. */
  readonly pool: pg.Pool;
  private readonly days: PublishedDays;

  constructor(pools: Pick<Pools, 'read' | 'write'>) {
    this.pool = pools.read;
    this.days = new PublishedDays(pools);
  }

  /**
   * @param statement on the tables `read.…`, about what is known at a position that the projection has reached
   * @param page see PublishedDays
   * @throws DomainProblem `not-caught-up` if the tables of a day of publication take too long to fill
   */
  async query<Row extends pg.QueryResultRow>(
    { position, publishedBy }: TablesBasis,
    statement: pg.QueryConfig,
    page?: PageById<Row>,
  ): Promise<Row[]> {
    if (publishedBy) return this.days.query(publishedBy, position, statement, page);
    return (await this.pool.query<Row>(statement)).rows;
  }

  /**
   * The generation to use with `inGeneration`, for callers that cannot use `query`: its tables hold everything that the basis
   * needs. Ask again after a while, because unused tables of a day of publication are dropped.
   * @throws DomainProblem like `query`
   */
  async generation({ position, publishedBy }: TablesBasis): Promise<Generation> {
    return publishedBy ? this.days.generation(publishedBy, position) : '';
  }
}
