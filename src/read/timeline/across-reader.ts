import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink, RENDER, type Basis } from '../../domain/basis.js';
import { decodeEvent } from '../../domain/decode-event.js';
import { developmentItem } from '../../domain/development-item.js';
import type { StandingItem } from '../../domain/standing-item.js';
import { today } from '../../domain/today.js';
import { LogReader } from '../../event-store/read.js';
import type { KnownReader } from '../basis/known.js';
import { isFixed } from '../basis/pinned.js';
import type { Question, ReadAnswer } from '../basis/question.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { checkedKnown, knownPart } from '../lists/known-place.js';
import { placeOf, writeCursor } from '../lists/page-token.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { ACROSS_MEMBERS, type AcrossPlace, type Axis } from './across-place.js';
import { acrossStatement, type AcrossRow } from './across-sql.js';
import { standingItems } from './across-standing.js';
import { liveAcross } from './live-across.js';

export interface AcrossAsk extends Question, PolicyFilters {
  axis?: Axis;
  from?: string;
  to?: string;
  limit: number;
  cursor?: string;
}

const PATH = '/v1/timeline';

/** The live developments of all policies along one axis. */
export class AcrossReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnownReader,
  ) {}

  /** @throws DomainProblem `invalid-cursor`, `invalid-input`, `not-caught-up` */
  async answer(ask: AcrossAsk): Promise<ReadAnswer & { next?: string }> {
    const { limit, cursor, ...asked } = ask;
    const place =
      cursor === undefined
        ? await this.firstPlace(asked)
        : placeOf<AcrossPlace>(cursor, asked, ACROSS_MEMBERS);
    const { asOf, uncertain, publishedBy = null } = place;
    const basis = { ...(await checkedKnown(place, this.known)), asOf, uncertain, publishedBy };
    const rows = await this.rows(place, limit + 1);
    const shown = rows.slice(0, limit);
    const last = rows.length > limit ? shown.at(-1) : undefined;
    const next =
      last &&
      `${PATH}?cursor=${writeCursor({ ...place, after: last.position, afterDay: last.day })}&limit=${limit}`;
    const ids = new Set(shown.map(({ policyId }) => policyId));
    const items = await this.items(shown, await standingItems(this.pool, ids, basis.position, publishedBy));
    const reconstructed = await isReconstructed(this.pool, basis.position, ids);
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: { axis: `"${place.axis}"`, items: arrayText(items) },
        next,
        permalink: permalinkOf(place, basis, limit),
      }),
      pinned:
        place.q === undefined && (cursor !== undefined || (ask.asOf !== undefined && isFixed(ask, basis))),
      ...(next !== undefined && { next }),
    };
  }

  private async firstPlace(asked: Omit<AcrossAsk, 'limit' | 'cursor'>): Promise<AcrossPlace> {
    return {
      ...asked,
      axis: asked.axis ?? 'effective',
      asOf: asked.asOf ?? today('UTC', new Date()),
      ...(await knownPart(asked, this.known)),
    };
  }

  private async rows(place: AcrossPlace, count: number): Promise<AcrossRow[]> {
    if (place.publishedBy !== undefined) return liveAcross(this.pool, place, count);
    return (await this.pool.query<AcrossRow>(acrossStatement(place, count))).rows;
  }

  private async items(
    rows: readonly AcrossRow[],
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

function permalinkOf(place: AcrossPlace, basis: Basis, limit: number): string {
  if (place.after !== undefined)
    return `${PATH}?cursor=${writeCursor(place)}&limit=${limit}&render=${RENDER}`;
  const { axis, from, to } = place;
  return permalink(PATH, basis, {
    axis,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...filterParameters(place),
    limit: String(limit),
  });
}
