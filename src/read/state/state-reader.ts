import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import { permalink, type Basis } from '../../domain/basis.js';
import { rowsOn, statePieces, stateText, type StatePieces } from '../../domain/state.js';
import { KnownReader, toKnown } from '../basis/known.js';
import type { KnownRow } from '../basis/known-sql.js';
import type { Memento, Question, ReadAnswer } from '../basis/question.js';
import { isFixed } from '../basis/pinned.js';
import { foldLive, policyNotKnown } from '../live-fold.js';
import { policyToday } from '../policies/policy-today.js';
import { policyRows, type StateRow } from './policy-rows.js';
import { stateStatement, type Edition } from './state-sql.js';

type DatedBasis = Basis & { asOf: string };
type Found = KnownRow & ((StateRow & Edition) | { version: null });
type Held = Edition & { pieces: StatePieces };

/** How much of what was answered is remembered by default, in characters; an answer has some thousand. */
const REMEMBERED_CHARACTERS = 32 * 1024 * 1024;

/**
 * The state of one policy: on a day, as known at a moment. Pieces of answers are remembered with the policy's version, and each
 * time it is the database that says which version was known: what is remembered can be superfluous, but not stale.
 */
export class StateReader {
  private readonly remembered: LRUCache<string, Held> | null;

  /** @param rememberedCharacters how much of what was answered is remembered; 0: nothing */
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnownReader,
    rememberedCharacters = REMEMBERED_CHARACTERS,
  ) {
    this.remembered =
      rememberedCharacters === 0
        ? null
        : new LRUCache({
            maxSize: rememberedCharacters,
            sizeCalculation: ({ pieces }) => pieces.identity.length + pieces.content.length,
          });
  }

  /** @throws DomainProblem `policy-not-known`, `invalid-parameters`, `not-caught-up` */
  async answer(policyId: string, question: Question): Promise<ReadAnswer & Memento> {
    const asOf =
      question.asOf ??
      (await policyToday(this.pool, policyId, (await this.known.resolve(question)).position));
    const { pieces, basis } = question.publishedBy
      ? await this.live(policyId, asOf, question)
      : await this.stored(policyId, asOf, question);
    const link = permalink(`/v1/policies/${policyId}`, basis);
    return {
      body: stateText(pieces, basis, link),
      pinned: question.asOf !== undefined && isFixed(question, basis),
      permalink: link,
      lastRecorded: pieces.lastRecorded,
    };
  }

  private async stored(
    policyId: string,
    asOf: string,
    question: Question,
  ): Promise<{ pieces: StatePieces; basis: DatedBasis }> {
    const { uncertain } = question;
    const key = `${uncertain} ${asOf} ${policyId}`;
    const held = this.remembered?.get(key);
    const look = async (wish: Pick<Question, 'position' | 'knownAt'>) => {
      const statement = stateStatement(policyId, asOf, uncertain, wish, held);
      const { rows } = await this.pool.query<Found>(statement);
      return rows[0] as Found;
    };
    let row = await look(question);
    const known = toKnown(row, question);
    if (row.checkpoint < known.position) {
      await this.known.caughtUp(known.position);
      row = await look({ position: known.position });
    }
    if (row.version === null) throw policyNotKnown(policyId);
    const basis = { ...known, asOf, uncertain, publishedBy: null };
    const { version, generation } = row;
    if (held?.version === version && held.generation === generation) return { pieces: held.pieces, basis };
    const pieces = statePieces(policyRows(policyId, row), asOf);
    this.remembered?.set(key, { version, generation, pieces });
    return { pieces, basis };
  }

  private async live(
    policyId: string,
    asOf: string,
    question: Question,
  ): Promise<{ pieces: StatePieces; basis: DatedBasis }> {
    const known = await this.known.resolve(question);
    const publishedBy = question.publishedBy ?? null;
    const { timeline } = await foldLive(this.pool, policyId, known.position, publishedBy);
    const basis = { ...known, asOf, uncertain: question.uncertain, publishedBy };
    return { pieces: statePieces(rowsOn(policyId, timeline, asOf, question.uncertain), asOf), basis };
  }
}
