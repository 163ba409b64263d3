import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import type { Generation } from '../facts/generation.js';

/**
 * The tables of a day of publication, and their content: everything known up to a position, of the policies up to one in the
 * order of their ids.
 */
export interface DayTables {
  generation: Generation;
  position: number;
  /** Null: of all policies, with their counts sealed. */
  filledTo: string | null;
  /** While `filledTo` is a policy: counts of the positions before this one are sealed. */
  sealedTo: number;
}

/** `generation` as selected by statements. */
const GENERATION = `'_p' || generation`;
/** Tables with the structure of the current generation; others were made before a rebuild or a migration. */
export const IS_VALID = 'made_like = (SELECT current FROM read.generation)';

/** The tables of a day; null if there are none. @param lock others cannot change their content until the transaction ends */
export async function findTables(
  db: pg.Pool | pg.ClientBase,
  day: Day,
  { lock = false } = {},
): Promise<DayTables | null> {
  const { rows } = await db.query<DayTables>({
    name: `published-day-${lock ? 'lock' : 'find'}`,
    text: `SELECT ${GENERATION} AS generation, position, filled_to AS "filledTo", sealed_to AS "sealedTo"
      FROM read.published_days WHERE day = $1 AND ${IS_VALID} ${lock ? 'FOR UPDATE' : ''}`,
    values: [day],
  });
  return rows[0] ?? null;
}

/** Stores what the tables now hold. @param tx the transaction that has locked them */
export async function storeContent(
  tx: pg.ClientBase,
  day: Day,
  content: Omit<DayTables, 'generation'>,
): Promise<void> {
  await tx.query(
    `UPDATE read.published_days SET position = $2, filled_to = $3, sealed_to = $4, used_at = now() WHERE day = $1`,
    [day, content.position, content.filledTo, content.sealedTo],
  );
}

/** Notes that a day is in use, unless a step is at work on it: that notes it, too, and an answer must not wait for it. */
export async function noteUse(pool: pg.Pool, day: Day): Promise<void> {
  await pool.query(
    `UPDATE read.published_days SET used_at = now()
     WHERE day = (SELECT day FROM read.published_days WHERE day = $1 FOR UPDATE SKIP LOCKED)`,
    [day],
  );
}
