import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink, RENDER, type Basis } from '../../domain/basis.js';
import { decodeEvent } from '../../domain/stored-event.js';
import { developmentItem } from '../../domain/development-item.js';
import { type StandingItem, standingItem } from '../../domain/standing-item.js';
import { LogReader } from '../../event-store/read.js';
import { BEGINNING, FOREVER, type Day } from '../../domain/day.js';
import { foldDevelopments } from '../../domain/fold.js';
import { streamOf } from '../../domain/stream.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { checkedKnown, knownPart } from '../lists/pinned-page.js';
import { readToken, writeToken } from '../lists/page-token.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { filterSql, matching } from '../policies/filter-sql.js';
import { ALL_TIMELINES_MEMBERS, type AllTimelinesPage, type Axis } from './all-timelines-page.js';

export interface AllTimelinesQuery extends AsOfQuery, PolicyFilters {
  axis?: Axis;
  from?: string;
  to?: string;
  limit: number;
  cursor?: string;
}

const PATH = '/v1/timeline';

/** The live developments of all policies along one axis. */
export class AllTimelinesReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `invalid-cursor`, `invalid-input`, `not-caught-up` */
  async answer(query: AllTimelinesQuery): Promise<ReadAnswer & { next?: string }> {
    const { limit, cursor, ...asked } = query;
    const page =
      cursor === undefined
        ? await this.firstPlace(asked)
        : readToken<AllTimelinesPage>(cursor, asked, ALL_TIMELINES_MEMBERS);
    const { asOf, uncertain, publishedBy = null } = page;
    const basis = { ...(await checkedKnown(page, this.known)), asOf, uncertain, publishedBy };
    const rows = await this.tables.query<AllTimelinesRow>(page, allTimelinesStatement(page, limit + 1));
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const next =
      last &&
      `${PATH}?cursor=${writeToken({ ...page, after: last.position, afterDay: last.day })}&limit=${limit}`;
    const ids = new Set(shown.map(({ policyId }) => policyId));
    const items = await this.items(shown, await standingItems(this.pool, ids, basis.position, publishedBy));
    const reconstructed = await isReconstructed(this.pool, basis.position, ids);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: { axis: `"${page.axis}"`, items: arrayText(items) },
        next,
        permalink: permalinkOf(page, basis, limit),
      }),
      pinned:
        page.q === undefined && (cursor !== undefined || (query.asOf !== undefined && isFixed(query, basis))),
      ...(next !== undefined && { next }),
    };
  }

  private async firstPlace(asked: Omit<AllTimelinesQuery, 'limit' | 'cursor'>): Promise<AllTimelinesPage> {
    return {
      ...asked,
      axis: asked.axis ?? 'effective',
      asOf: asked.asOf ?? this.known.today(),
      ...(await knownPart(asked, this.known)),
    };
  }

  private async items(
    rows: readonly AllTimelinesRow[],
    standing: ReadonlyMap<string, StandingItem>,
  ): Promise<string[]> {
    const events = await new LogReader(this.pool).readAt(rows.map(({ position }) => position));
    const byPosition = new Map(events.map((event) => [event.position, decodeEvent(event)]));
    return rows.map(({ policyId, position }) => {
      const development = byPosition.get(position);
      if (development?.type !== 'development') throw new Error(`no development at position ${position}`);
      return JSON.stringify({
        ...{ policyId, ...developmentItem(development, null) },
        ...standing.get(development.eventId),
      });
    });
  }
}

function permalinkOf(page: AllTimelinesPage, basis: Basis, limit: number): string {
  if (page.after !== undefined) return `${PATH}?cursor=${writeToken(page)}&limit=${limit}&render=${RENDER}`;
  const { axis, from, to } = page;
  return permalink(PATH, basis, {
    axis,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...filterParameters(page),
    limit: String(limit),
  });
}

interface AllTimelinesRow {
  policyId: string;
  position: number;
  /** Its day on the axis. */
  day: string;
}

/** Where developments are on an axis, in SQL. */
interface OnAxis {
  /** The first day. */
  day: string;
  /** Whether it may be in the range of days from $3 to $4. */
  within: string;
  order: string;
  /** Whether it is, in that order, behind the last one of the previous page: of day $5, at position $6. */
  behind: string;
}

const between = (first: string, last: string): OnAxis => ({
  day: first,
  within: `${first} <= $4::date AND ${last} >= $3::date`,
  order: `${first}, d.position`,
  behind: `(${first}, d.position) > ($5::date, $6::bigint)`,
});

const ON_AXIS: Record<Axis, OnAxis> = {
  effective: between('d.day', 'd.latest'),
  published: between('d.published_from', 'd.published_to'),
  // Recorded instants ascend with positions, so the log need not be joined, nor sorted by instants.
  recorded: {
    day: '(SELECT e.recorded_at::date FROM log.events AS e WHERE e.position = d.position)',
    // Not min and max: for those the planner reads all positions of the other days first.
    within: `d.position >= (SELECT e.position FROM log.events AS e WHERE e.recorded_at >= $3::date ORDER BY e.recorded_at LIMIT 1)
      AND d.position <= (SELECT e.position FROM log.events AS e WHERE e.recorded_at < $4::date + 1 ORDER BY e.recorded_at DESC LIMIT 1)`,
    order: 'd.position',
    // The day says nothing more; but each parameter of a statement must occur in it.
    behind: '$5::date IS NOT NULL AND d.position > $6::bigint',
  },
};

/**
 * Live developments of matching policies, in the order of their first days on the axis, then of their positions; those with
 * unknown publication are not on that axis. `kind` filters developments. $1 day of the filters, $2 position, $3 from, $4 to, $5
 * and $6 the last of the previous page, $7 how many.
 */
function allTimelinesStatement({ kind, ...page }: AllTimelinesPage, count: number) {
  const values: (string | number)[] = [
    page.asOf,
    page.position,
    page.from ?? BEGINNING,
    page.to ?? FOREVER,
    page.afterDay ?? BEGINNING,
    page.after ?? 0,
    count,
  ];
  const parameter = (value: string) => `$${values.push(value)}`;
  const filters = filterSql(page, parameter);
  const { day, within, order, behind } = ON_AXIS[page.axis];
  const text = `
    WITH known AS (SELECT $2::bigint AS position), day AS (SELECT $1::date)
    SELECT p.policy_id AS "policyId", d.position, (${day})::text AS day
    FROM known JOIN read.developments AS d ON d.known_from <= $2 AND d.known_to > $2
    JOIN ${matching(filters)} AND p.policy_no = d.policy_no
    WHERE ${within} AND ${behind} ${kind === undefined ? '' : `AND d.kind = ${parameter(kind)}`}
    ORDER BY ${order} LIMIT $7`;
  return { text, values };
}

/**
 * The effect of contests and rulings on the live developments of these policies, by event id. Only policies with contradictions
 * or rulings are folded; they are few.
 */
async function standingItems(
  pool: pg.Pool,
  policyIds: Iterable<string>,
  position: number,
  publishedBy: Day | null,
): Promise<ReadonlyMap<string, StandingItem>> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'contesting',
    text: CONTESTING,
    values: [[...policyIds], position],
  });
  const streams = await new LogReader(pool).readStreams(
    rows.map(({ id }) => streamOf(id)),
    { upToPosition: position },
  );
  const items = new Map<string, StandingItem>();
  for (const events of streams.values()) {
    const timeline = foldDevelopments(events, publishedBy);
    timeline.recomputeBounds();
    for (const history of timeline.histories.all()) {
      const live = timeline.liveVersion(history);
      if (live) items.set(live.eventId, standingItem(timeline, history));
    }
  }
  return items;
}

const CONTESTING = `SELECT p.policy_id AS id FROM read.policies AS p
  WHERE p.policy_id = ANY ($1) AND p.known_from <= $2 AND p.known_to > $2
    AND EXISTS (SELECT FROM read.versions AS v WHERE v.policy_no = p.policy_no AND v.known_from <= $2 AND v.contesting)`;
