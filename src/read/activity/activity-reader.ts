import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { basisText, permalink, type Basis } from '../../domain/basis.js';
import { DomainProblem } from '../../domain/problem.js';
import { today } from '../../domain/today.js';
import type { KnownReader } from '../basis/known.js';
import { isFixed } from '../basis/pinned.js';
import type { ReadAnswer } from '../basis/question.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { checkedKnown, knownPart } from '../lists/known-place.js';
import { filterParameters } from '../policies/filters.js';
import type { ActivityAsk, ActivityPlace, Adjacent, Unit } from './activity-question.js';
import { activityStatement, adjacentStatement, logStatement, type PeriodRow } from './activity-sql.js';
import { liveActivity, liveAdjacent, passingIds } from './live-activity.js';
import { pointsSql, recordsOfPolicies, type PointsSql } from './points-sql.js';

const PATH = '/v1/activity';
const MOST_PERIODS = 10_000;

/** How much happens when: over all policies that pass, along one axis. */
export class ActivityReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnownReader,
  ) {}

  /**
   * The range of an axis, and how much begins in each unit.
   * @throws DomainProblem `invalid-parameters` for too many units, `not-caught-up`
   */
  async answer(ask: ActivityAsk, unit: Unit): Promise<ReadAnswer> {
    const { place, basis } = await this.rests(ask);
    const periods = await this.periods(place, unit);
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
    return this.finished(ask, basis, PATH, { by: unit }, { axis: place.axis, by: unit, first, last, items });
  }

  /** The points next to `around`, a day, or on the recorded axis an instant. @throws DomainProblem as `answer` */
  async adjacent(ask: ActivityAsk, around: string): Promise<ReadAnswer> {
    const { place, basis } = await this.rests(ask);
    const found = await this.closest(place, around);
    return this.finished(ask, basis, `${PATH}/adjacent`, { around }, { axis: place.axis, around, ...found });
  }

  private async periods(place: ActivityPlace, unit: Unit): Promise<PeriodRow[]> {
    const ofDays = place.axis !== 'recorded';
    if (place.publishedBy !== undefined && ofDays) return liveActivity(this.pool, place, unit);
    const isWholeLog =
      !ofDays && Object.keys(filterParameters(place)).length === 0 && place.publishedBy === undefined;
    const statement = isWholeLog
      ? logStatement(place.position, unit)
      : activityStatement(place, unit, await this.points(place));
    return (await this.pool.query<PeriodRow>(statement)).rows;
  }

  private async closest(place: ActivityPlace, around: string): Promise<Adjacent> {
    if (place.publishedBy !== undefined && place.axis !== 'recorded')
      return liveAdjacent(this.pool, place, around);
    const statement = adjacentStatement(place, around, await this.points(place));
    const { rows } = await this.pool.query<Adjacent>(statement);
    return rows[0] ?? { earlier: null, later: null };
  }

  private async points(place: ActivityPlace): Promise<PointsSql> {
    if (place.publishedBy === undefined) return pointsSql(place);
    return recordsOfPolicies(await passingIds(this.pool, place));
  }

  private async rests(ask: ActivityAsk): Promise<{ place: ActivityPlace; basis: Basis }> {
    const place = {
      ...ask,
      asOf: ask.asOf ?? today('UTC', new Date()),
      ...(await knownPart(ask, this.known)),
    };
    const known = await checkedKnown(place, this.known);
    const { asOf, uncertain, publishedBy = null } = place;
    return { place, basis: { ...known, asOf, uncertain, publishedBy } };
  }

  private async finished(
    ask: ActivityAsk,
    basis: Basis,
    path: string,
    parameters: Readonly<Record<string, string>>,
    members: object,
  ): Promise<ReadAnswer> {
    const reconstructed = await isReconstructed(this.pool, basis.position, null);
    const link = permalink(path, basis, { axis: ask.axis, ...parameters, ...filterParameters(ask) });
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: JSON.stringify(members).slice(1, -1),
        permalink: link,
      }),
      pinned: ask.q === undefined && ask.asOf !== undefined && isFixed(ask, basis),
    };
  }
}
