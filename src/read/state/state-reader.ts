import type pg from 'pg';
import { permalink, type Basis } from '../../domain/basis.js';
import { rowsOn, stateText, type PolicyRows } from '../../domain/state.js';
import { KnownReader, toKnown } from '../basis/known.js';
import type { KnownRow } from '../basis/known-sql.js';
import type { Memento, Question, ReadAnswer } from '../basis/question.js';
import { foldLive } from '../live-fold.js';
import { policyToday } from '../policies/policy-today.js';
import { policyRows, type PartRow } from './policy-rows.js';
import { stateStatement } from './state-sql.js';

/** The state of one policy: on a day, as known at a moment. */
export class StateReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnownReader,
  ) {}

  /** @throws DomainProblem `policy-not-known`, `invalid-parameters`, `not-caught-up` */
  async answer(policyId: string, question: Question): Promise<ReadAnswer & Memento> {
    const asOf =
      question.asOf ??
      (await policyToday(this.pool, policyId, (await this.known.resolve(question)).position));
    const { rows, basis } = question.publishedBy
      ? await this.live(policyId, asOf, question)
      : await this.stored(policyId, asOf, question);
    const fixed = question.position !== undefined || (question.knownAt !== undefined && !basis.beyondHead);
    return {
      body: stateText(rows, basis),
      pinned: question.asOf !== undefined && fixed,
      permalink: permalink(`/v1/policies/${policyId}`, basis),
      lastRecorded: rows.lastRecorded,
    };
  }

  private async stored(
    policyId: string,
    asOf: string,
    question: Question,
  ): Promise<{ rows: PolicyRows; basis: DatedBasis }> {
    const { rows } = await this.pool.query<PartRow>(
      stateStatement(policyId, asOf, question.uncertain, question),
    );
    const knownRow = JSON.parse(rows.find(({ part }) => part === 'known')?.value ?? '') as KnownRow;
    const known = toKnown(knownRow, question);
    if (knownRow.checkpoint < known.position) {
      await this.known.caughtUp(known.position);
      const { rows: again } = await this.pool.query<PartRow>(
        stateStatement(policyId, asOf, question.uncertain, { position: known.position }),
      );
      return {
        rows: policyRows(policyId, again),
        basis: { ...known, asOf, uncertain: question.uncertain, publishedBy: null },
      };
    }
    return {
      rows: policyRows(policyId, rows),
      basis: { ...known, asOf, uncertain: question.uncertain, publishedBy: null },
    };
  }

  private async live(
    policyId: string,
    asOf: string,
    question: Question,
  ): Promise<{ rows: PolicyRows; basis: DatedBasis }> {
    const known = await this.known.resolve(question);
    const publishedBy = question.publishedBy ?? null;
    const { timeline } = await foldLive(this.pool, policyId, known.position, publishedBy);
    const basis = { ...known, asOf, uncertain: question.uncertain, publishedBy };
    return { rows: rowsOn(policyId, timeline, asOf, question.uncertain), basis };
  }
}

type DatedBasis = Basis & { asOf: string };
