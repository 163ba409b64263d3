import type pg from 'pg';
import { basisText, permalink, RENDER, type Basis } from '../../domain/basis.js';
import { decodeEvent } from '../../domain/decode-event.js';
import { developmentItem } from '../../domain/development-item.js';
import { today } from '../../domain/today.js';
import { LogReader } from '../../event-store/read.js';
import type { KnownReader } from '../basis/known.js';
import { isFixed } from '../basis/pinned.js';
import type { Question, ReadAnswer } from '../basis/question.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { checkUnchanged, readCursor, writeCursor } from '../lists/cursor.js';
import { checkedKnown, knownPart } from '../lists/known-place.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { isAcrossPlace, type AcrossPlace, type Axis } from './across-place.js';
import { acrossStatement, type AcrossRow } from './across-sql.js';

export interface AcrossAsk extends Omit<Question, 'publishedBy'>, PolicyFilters {
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
    const place = ask.cursor === undefined ? await this.firstPlace(ask) : continued(ask, ask.cursor);
    const { asOf, uncertain } = place;
    const basis = { ...(await checkedKnown(place, this.known)), asOf, uncertain, publishedBy: null };
    const { rows } = await this.pool.query<AcrossRow>(acrossStatement(place, ask.limit + 1));
    const shown = rows.slice(0, ask.limit);
    const last = rows.length > ask.limit ? shown.at(-1) : undefined;
    const next =
      last &&
      `${PATH}?cursor=${writeCursor({ ...place, after: last.position, afterDay: last.day })}&limit=${ask.limit}`;
    const items = await this.items(shown);
    const ids = new Set(shown.map(({ policyId }) => policyId));
    const reconstructed = await isReconstructed(this.pool, basis.position, ids);
    const link = JSON.stringify(permalinkOf(place, basis, ask.limit));
    return {
      body: `{"basis":${basisText(basis, reconstructed)},"axis":"${place.axis}","items":[${items.join(',')}]${next ? `,"next":"${next}"` : ''},"permalink":${link}}`,
      pinned:
        place.q === undefined &&
        (ask.cursor !== undefined ? !place.beyondHead : ask.asOf !== undefined && isFixed(ask, basis)),
      ...(next !== undefined && { next }),
    };
  }

  private async firstPlace(ask: AcrossAsk): Promise<AcrossPlace> {
    const { limit, cursor, position, knownAt, asOf, axis, ...rest } = ask;
    return {
      ...rest,
      axis: axis ?? 'effective',
      asOf: asOf ?? today('UTC', new Date()),
      ...(await knownPart(ask, this.known)),
    };
  }

  private async items(rows: readonly AcrossRow[]): Promise<string[]> {
    const events = await new LogReader(this.pool).readAt(rows.map(({ position }) => position));
    const byPosition = new Map(events.map((event) => [event.position, decodeEvent(event)]));
    return rows.map(({ policyId, position }) => {
      const development = byPosition.get(position);
      if (development?.type !== 'development') throw new Error(`no development at position ${position}`);
      return JSON.stringify({ policyId, ...developmentItem(development, null) });
    });
  }
}

function continued({ limit, cursor: _, ...asked }: AcrossAsk, cursor: string): AcrossPlace {
  const place = readCursor(cursor, isAcrossPlace);
  // Defaults are not asked for: the cursor's own hold.
  const { uncertain, ...explicit } = asked;
  checkUnchanged({ ...explicit, ...(uncertain !== 'flag' && { uncertain }) }, place);
  return place;
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
