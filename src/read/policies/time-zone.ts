import type pg from 'pg';
import { policyNotKnown } from '../live-fold.js';

/** The time zone of a policy at a position (IANA name). @throws DomainProblem `policy-not-known` */
export async function timeZoneOf(pool: pg.Pool, policyId: string, position: number): Promise<string> {
  const { rows } = await pool.query<{ timeZone: string }>({
    name: 'time-zone',
    text: 'SELECT time_zone AS "timeZone" FROM read.policies WHERE policy_id = $1 AND known_from <= $2 AND known_to > $2',
    values: [policyId, position],
  });
  if (!rows[0]) throw policyNotKnown(policyId);
  return rows[0].timeZone;
}
