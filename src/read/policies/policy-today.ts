import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import { today } from '../../domain/today.js';
import { policyNotKnown } from '../live-fold.js';

/** Today in the time zone that a policy has at a position. @throws DomainProblem `policy-not-known` */
export async function policyToday(pool: pg.Pool, policyId: string, position: number): Promise<Day> {
  const { rows } = await pool.query<{ timeZone: string }>({
    name: 'time-zone',
    text: 'SELECT time_zone AS "timeZone" FROM read.policies WHERE policy_id = $1 AND known_from <= $2 AND known_to > $2',
    values: [policyId, position],
  });
  if (!rows[0]) throw policyNotKnown(policyId);
  return today(rows[0].timeZone, new Date());
}
