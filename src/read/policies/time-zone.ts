import type pg from 'pg';
import { unprojectedOf } from '../basis/unprojected.js';
import { foldLive, policyNotKnown } from '../live-fold.js';

/**
 * The time zone of a policy at a position (IANA name), from the log where the projection is behind it.
 * @param known as `find` of the basis gives it
 * @throws DomainProblem `policy-not-known`
 */
export async function timeZoneOf(
  pool: pg.Pool,
  policyId: string,
  known: { checkpoint: number; position: number },
): Promise<string | undefined> {
  if (known.checkpoint < known.position && (await unprojectedOf(pool, policyId, known)).pending)
    return (await foldLive(pool, policyId, known.position)).header?.timeZone;
  const { rows } = await pool.query<{ timeZone: string }>({
    name: 'time-zone',
    text: 'SELECT time_zone AS "timeZone" FROM read.policies WHERE policy_id = $1 AND known_from <= $2 AND known_to > $2',
    values: [policyId, known.position],
  });
  if (!rows[0]) throw policyNotKnown(policyId);
  return rows[0].timeZone;
}
