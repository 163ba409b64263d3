import type pg from 'pg';
import type { Pools } from '../database/connect.js';
import type { Day } from '../domain/day.js';
import type { Generation } from './facts/generation.js';
import { PublishedDays, type PageById } from './published/published-days.js';

/** What a question about all policies rests on; with a day of publication, only what was public by then. */
export interface TablesBasis {
  position: number;
  publishedBy?: Day | null;
}

/** The read tables, whatever basis they are asked about: one statement serves all. */
export class ReadTables {
  /** Those of all that is recorded, and the log. */
  readonly pool: pg.Pool;
  private readonly days: PublishedDays;

  constructor(pools: Pick<Pools, 'read' | 'write'>) {
    this.pool = pools.read;
    this.days = new PublishedDays(pools);
  }

  /**
   * @param statement about the tables `read.…`; of what is known at a position that the projection has reached
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
   * Which tables to ask, by `inGeneration`, for who can't ask by `query`: they hold all that the basis rests on. Ask again after a
   * while, since tables of a day of publication that are not asked for are dropped.
   * @throws DomainProblem as `query` does
   */
  async generation({ position, publishedBy }: TablesBasis): Promise<Generation> {
    return publishedBy ? this.days.generation(publishedBy, position) : '';
  }
}
