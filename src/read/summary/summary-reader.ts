import type pg from 'pg';
import { basisText, permalink } from '../../domain/basis.js';
import type { PolicyRows } from '../../domain/state.js';
import { today } from '../../domain/today.js';
import type { KnownReader } from '../basis/known.js';
import { isFixed } from '../basis/pinned.js';
import type { Question, ReadAnswer } from '../basis/question.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { DOUBTFUL } from '../facts/count-subjects.js';
import { liveStates, type LiveBasis } from '../policies/live-states.js';
import { summaryStatement, type CountRow } from './summary-sql.js';

/** By what policies can be counted. */
export const SUMMARY_BY = ['status', 'area', 'jurisdiction'] as const;
export type SummaryBy = (typeof SUMMARY_BY)[number];

export interface SummaryAsk extends Question {
  by: SummaryBy;
}

/** How many policies have each value, as JSON text; those left out for doubt, and those without one. */
interface Counts {
  items: { value: string; count: number }[];
  possible: number;
  absent: number;
}

const PATH = '/v1/summary';

/** All policies counted by status, area or jurisdiction: on a day, as known at a moment. */
export class SummaryReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnownReader,
  ) {}

  /** @throws DomainProblem `invalid-parameters`, `not-caught-up` */
  async answer(ask: SummaryAsk): Promise<ReadAnswer> {
    const { by, uncertain } = ask;
    const known = await this.known.resolve(ask);
    const publishedBy = ask.publishedBy ?? null;
    const basis = { ...known, asOf: ask.asOf ?? today('UTC', new Date()), uncertain, publishedBy };
    const { items, possible, absent } =
      publishedBy === null ? await this.stored(by, basis) : await this.live(by, { ...basis, publishedBy });
    const reconstructed = await isReconstructed(this.pool, basis.position, null);
    const texts = items.map(({ value, count }) => `{"value":${value},"count":${count}}`);
    const link = JSON.stringify(permalink(PATH, basis, { by }));
    return {
      body: `{"basis":${basisText(basis, reconstructed)},"by":"${by}","items":[${texts.join(',')}],"possible":${possible},"absent":${absent},"permalink":${link}}`,
      pinned: ask.asOf !== undefined && isFixed(ask, known),
    };
  }

  private async stored(
    by: SummaryBy,
    { asOf, position, uncertain }: { asOf: string; position: number; uncertain: SummaryAsk['uncertain'] },
  ): Promise<Counts> {
    const subjects = by === 'status' ? (['status', 'policy'] as const) : [by];
    const { rows } = await this.pool.query<CountRow>(summaryStatement(subjects, asOf, position, uncertain));
    const counts = new Map(
      rows.flatMap(({ subject, value, count }) => (subject === by ? [[value, count]] : [])),
    );
    const all = rows.find(({ subject }) => subject === 'policy')?.count ?? 0;
    return by === 'status' ? statusCounts(counts, all) : plainCounts(counts);
  }

  /** The tables do not hold what was public when: each policy is folded. */
  private async live(by: SummaryBy, basis: LiveBasis): Promise<Counts> {
    const counts = new Map<string, number>();
    let all = 0;
    for await (const { policy } of liveStates(this.pool, basis)) {
      all += 1;
      for (const value of valuesOf(policy, by)) counts.set(value, (counts.get(value) ?? 0) + 1);
    }
    return by === 'status' ? statusCounts(counts, all) : plainCounts(counts);
  }
}

function valuesOf({ header, rows }: PolicyRows, by: SummaryBy): string[] {
  const { area, jurisdictions } = JSON.parse(`{${header}}`) as { area: string; jurisdictions: string[] };
  if (by === 'area') return [area];
  if (by === 'jurisdiction') return [...new Set(jurisdictions)];
  const status = rows.find(({ path }) => path === 'status');
  const counted = status?.value ?? (status?.certainty === 'possible' ? DOUBTFUL : null);
  return counted === null ? [] : [counted];
}

function statusCounts(counts: Map<string, number>, all: number): Counts {
  const possible = counts.get(DOUBTFUL) ?? 0;
  const items = inOrder(counts).filter(({ value }) => value !== DOUBTFUL);
  const told = items.reduce((sum, { count }) => sum + count, possible);
  return { items, possible, absent: all - told };
}

const plainCounts = (counts: Map<string, number>): Counts => ({
  items: inOrder(counts).map(({ value, count }) => ({ value: JSON.stringify(value), count })),
  possible: 0,
  absent: 0,
});

/** In the order of the values' texts, by code units, so that both ways of counting answer alike. */
const inOrder = (counts: Map<string, number>) =>
  [...counts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([value, count]) => ({ value, count }));
