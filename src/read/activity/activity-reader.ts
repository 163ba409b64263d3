import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { basisText, permalink, type Basis } from '../../domain/basis.js';
import { DomainProblem } from '../../domain/problem.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { checkedKnown, knownPart } from '../lists/pinned-page.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters } from '../policies/filters.js';
import type { ActivityQuery, ActivityPage, Adjacent, Unit } from './activity-query.js';
import { activityStatement, adjacentStatement, logStatement, type PeriodRow } from './activity-sql.js';
import { pointsSql } from './points-sql.js';

const PATH = '/v1/activity';
const MOST_PERIODS = 10_000;

/** Counts what happens when, along one axis, over all policies that match the filters. */
export class ActivityReader {
  private readonly axes = new LRUCache<string, PeriodRow[]>({ max: 20 });

  constructor(
    private readonly pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /**
   * The range of an axis, and how much begins in each unit.
   * @throws DomainProblem `invalid-parameters` for too many units, `not-caught-up`
   */
  async answer(query: ActivityQuery, unit: Unit): Promise<ReadAnswer> {
    const { page, basis } = await this.rests(query);
    const periods = await this.periods(page, unit);
    if (periods.length > MOST_PERIODS) {
      const detail = `There are more than ${MOST_PERIODS} of this unit with something in them; ask by=${unit === 'day' ? 'month' : 'year'}`;
      throw new DomainProblem('invalid-parameters', detail, { errors: [{ parameter: 'by', detail }] });
    }
    const first = periods[0]?.first ?? null;
    const last = periods.reduce<string | null>(
      (max, row) => (max === null || row.last > max ? row.last : max),
      null,
    );
    const items = periods.map(({ period, count }) => ({ period, count }));
    return this.finished(query, basis, PATH, { by: unit }, { axis: page.axis, by: unit, first, last, items });
  }

  /** The points next to `around`, a day, or on the recorded axis an instant. @throws DomainProblem like `answer` */
  async adjacent(query: ActivityQuery, around: string): Promise<ReadAnswer> {
    const { page, basis } = await this.rests(query);
    const found = await this.closest(page, around);
    return this.finished(query, basis, `${PATH}/adjacent`, { around }, { axis: page.axis, around, ...found });
  }

  private async periods(page: ActivityPage, unit: Unit): Promise<PeriodRow[]> {
    if (Object.keys(filterParameters(page)).length > 0)
      return this.tables.query<PeriodRow>(page, activityStatement(page, unit, pointsSql(page)));
    // What was recorded does not depend on when it was public.
    if (page.axis === 'recorded')
      return (await this.pool.query<PeriodRow>(logStatement(page.position, unit))).rows;
    return this.wholeAxis(page, unit);
  }

  /** The range of a whole axis does not depend on the day, and each overview asks for it. */
  private async wholeAxis(page: ActivityPage, unit: Unit): Promise<PeriodRow[]> {
    const { rows } = await this.pool.query<{ current: number }>('SELECT current FROM read.generation');
    const key = [rows[0]?.current, page.position, page.publishedBy, page.axis, unit].join(' ');
    const remembered = this.axes.get(key);
    if (remembered) return remembered;
    const periods = await this.tables.query<PeriodRow>(page, activityStatement(page, unit, pointsSql(page)));
    this.axes.set(key, periods);
    return periods;
  }

  private async closest(page: ActivityPage, around: string): Promise<Adjacent> {
    const statement = adjacentStatement(page, around, pointsSql(page));
    const [row] = await this.tables.query<Adjacent>(page, statement);
    return row ?? { earlier: null, later: null };
  }

  private async rests(query: ActivityQuery): Promise<{ page: ActivityPage; basis: Basis }> {
    const page = {
      ...query,
      asOf: query.asOf ?? this.known.today(),
      ...(await knownPart(query, this.known)),
    };
    const known = await checkedKnown(page, this.known);
    const { asOf, uncertain, publishedBy = null } = page;
    return { page, basis: { ...known, asOf, uncertain, publishedBy } };
  }

  private async finished(
    query: ActivityQuery,
    basis: Basis,
    path: string,
    parameters: Readonly<Record<string, string>>,
    members: object,
  ): Promise<ReadAnswer> {
    const reconstructed = await isReconstructed(this.pool, basis.position, null);
    const link = permalink(path, basis, { axis: query.axis, ...parameters, ...filterParameters(query) });
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: JSON.stringify(members).slice(1, -1),
        permalink: link,
      }),
      pinned: query.q === undefined && query.asOf !== undefined && isFixed(query, basis),
    };
  }
}
