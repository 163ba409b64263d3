import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink, RENDER, type Basis } from '../../domain/basis.js';
import { decodeEvent } from '../../domain/decode-event.js';
import { developmentItem } from '../../domain/development-item.js';
import type { StandingItem } from '../../domain/standing-item.js';
import { LogReader } from '../../event-store/read.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { checkedKnown, knownPart } from '../lists/pinned-page.js';
import { readToken, writeToken } from '../lists/page-token.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { ALL_TIMELINES_MEMBERS, type AllTimelinesPage, type Axis } from './all-timelines-page.js';
import { allTimelinesStatement, type AllTimelinesRow } from './all-timelines-sql.js';
import { standingItems } from './all-timelines-standing.js';

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
