import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Pools } from '../../database/connect.js';
import { usePrimary } from '../../database/standbys.js';
import type { Day } from '../../domain/day.js';
import { DomainProblem } from '../../domain/problem.js';
import type { Generation } from '../facts/generation.js';
import { findTables, noteUse, type DayTables } from './day-tables.js';
import { fillDay, followLog } from './fill-day.js';
import { statementIn } from './in-generation.js';
import { maintainTables, openDay } from './open-day.js';

/** Default, in milliseconds; below the time within which every request is answered. */
const PATIENCE_MS = 7000;
/** How often the use of a day is stored, in milliseconds. */
const NOTED_MS = 500;
/** How long to wait before checking again whether another day is still in use, in milliseconds. */
const PAUSE_MS = 200;
/** The SQLSTATE of a missing table. */
const UNDEFINED_TABLE = '42P01';

/** A page of policies in the order of their ids: it can be answered before all policies are filled in. */
export interface PageById<Row> {
  /** How many policies are requested. */
  count: number;
  idOf: (row: Row) => string;
}

/**
 * What was public by a day, over all policies: queries use tables that the first query about that day fills from the log, and
 * that follow the log with each later query. Any number of processes fill the same tables together.
 */
export class PublishedDays {
  private readonly noted = new LRUCache<Day, true>({ max: 100, ttl: NOTED_MS });
  /** Steps run one after the other, in the order of their queries: running them together would not be faster. */
  private lastStep: Promise<unknown> = Promise.resolve();
  /** A day was opened since tables were last made in advance. */
  private opened = false;

  /** @param patienceMs how long a query waits, in milliseconds, before it fails with `not-caught-up` */
  constructor(
    private readonly pools: Pick<Pools, 'read' | 'write'>,
    private readonly patienceMs = PATIENCE_MS,
  ) {}

  /**
   * @param statement on the read tables, with the names of the current generation
   * @throws DomainProblem `not-caught-up` if filling the tables takes too long; the next query continues from there
   */
  async query<Row extends pg.QueryResultRow>(
    day: Day,
    position: number,
    statement: pg.QueryConfig,
    page?: PageById<Row>,
  ): Promise<Row[]> {
    return this.once(day, position, page?.count, async (tables) => {
      if (tables.filledTo !== null && !page) return null;
      const rows = await this.queryOrNull<Row>(tables, statement);
      return rows && (tables.filledTo === null || isWhole(rows, tables.filledTo, page)) ? rows : null;
    });
  }

  /** The tables of a day that hold everything known at a position. @throws DomainProblem like `query` */
  generation(day: Day, position: number): Promise<Generation> {
    return this.once(day, position, undefined, ({ generation, filledTo }) =>
      Promise.resolve(filledTo === null ? generation : null),
    );
  }

  /** Fills the tables until they can answer. @param requested how many policies are needed first */
  private async once<Answer>(
    day: Day,
    position: number,
    requested: number | undefined,
    answer: (tables: DayTables) => Promise<Answer | null>,
  ): Promise<Answer> {
    // Their tables are made there, and are unlogged: no standby has them.
    usePrimary();
    const end = performance.now() + this.patienceMs;
    for (;;) {
      const tables = await findTables(this.pools.read, day);
      const found =
        tables && tables.position >= position && tables.filledTo !== '' ? await answer(tables) : null;
      if (found !== null) {
        await this.note(day);
        this.maintain();
        return found;
      }
      const step = this.lastStep.then(() => this.step(day, position, requested));
      this.lastStep = step.catch(() => undefined);
      if (!(await step)) await sleep(PAUSE_MS);
      if (performance.now() > end) throw notFilled(day);
    }
  }

  /** Null if the tables were dropped meanwhile. */
  private async queryOrNull<Row extends pg.QueryResultRow>(
    { generation }: DayTables,
    statement: pg.QueryConfig,
  ): Promise<Row[] | null> {
    try {
      return (await this.pools.read.query<Row>(statementIn(statement, generation))).rows;
    } catch (error) {
      if ((error as { code?: string }).code === UNDEFINED_TABLE) return null;
      throw error;
    }
  }

  /** One step towards tables that can answer; false if it has to wait for other days. */
  private async step(day: Day, position: number, requested: number | undefined): Promise<boolean> {
    const { write } = this.pools;
    let tables = await findTables(write, day);
    if (!tables) {
      this.opened = true;
      if (!(await openDay(write, day))) return false;
      tables = await findTables(write, day);
      if (!tables) return true;
    }
    if (tables.position < position) await followLog(write, day, position);
    else if (tables.filledTo === '') await fillDay(write, day, tables, requested);
    else if (tables.filledTo !== null) await fillDay(write, day, tables);
    return true;
  }

  /** Makes the tables of the next day, once an answer no longer waits for it. If it fails, it runs again after the next day is opened. */
  private maintain(): void {
    if (!this.opened) return;
    this.opened = false;
    void maintainTables(this.pools.write).catch(() => undefined);
  }

  private async note(day: Day): Promise<void> {
    if (this.noted.has(day)) return;
    this.noted.set(day, true);
    await noteUse(this.pools.write, day);
  }
}

/** Whether all policies of a page are filled in. */
function isWhole<Row>(rows: readonly Row[], filledTo: string, page: PageById<Row> | undefined): boolean {
  if (!page) return false;
  const ids = [...new Set(rows.map(page.idOf))];
  return ids.length >= page.count && ids.every((id) => id <= filledTo);
}

const notFilled = (day: Day): DomainProblem =>
  new DomainProblem(
    'not-caught-up',
    `What was public by ${day} is being collected; ask again shortly, it goes on from where it is`,
    { retryAfter: 1 },
  );
