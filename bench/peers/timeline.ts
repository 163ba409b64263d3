import pg from 'pg';
import type { Cluster } from '../cluster.js';
import { CERTAINTY, readColumns, restParts } from '../../src/read/state/fact-sql.js';
import { entryRow } from '../../src/read/state/policy-rows.js';
import { PART_END } from '../../src/read/state/state-sql.js';
import { dataSet } from '../data/data-set.js';
import { dayOf } from '../data/days.js';
import { Random } from '../data/random.js';
import type { Fact, Question } from './store.js';

const SEED = 12;
const QUESTIONS = 2000;

/** A log with its facts, and random questions about it. */
export interface Timeline {
  url: string;
  facts: Fact[];
  questions: Question[];
}

const FACTS = `SELECT p.policy_id AS policy, f.path, greatest(f.valid_from, '0001-01-01')::text AS "validFrom",
    least(f.valid_to, '9999-12-31')::text AS "validTo", log.instant_text(a.recorded_at) AS "knownFrom",
    log.instant_text(b.recorded_at) AS "knownTo", f.definite, f.value,
    concat_ws(E'\\x1f', f.path, ${CERTAINTY}, coalesce(r.value, ''), ${restParts('flag')}) AS entry
  FROM read.facts AS f CROSS JOIN LATERAL (SELECT ${readColumns('flag')}) AS r
  JOIN (SELECT DISTINCT policy_no, policy_id FROM read.policies) AS p USING (policy_no)
  JOIN log.events AS a ON a.position = f.known_from
  LEFT JOIN log.events AS b ON b.position = f.known_to
  WHERE f.path NOT LIKE '$%'`;
const PLACES = `SELECT position::integer, log.instant_text(recorded_at) AS instant FROM log.events ORDER BY events.position`;
const POLICIES = `SELECT policy_id AS policy, min(known_from)::integer AS since FROM read.policies GROUP BY policy_id`;

/** Fills a log of this many events, and projects it. */
export async function makeTimeline(cluster: Cluster, events: number): Promise<Timeline> {
  const { url } = await dataSet(cluster, events);
  const client = new pg.Client({ connectionString: url, options: '-c datestyle=ISO -c timezone=UTC' });
  await client.connect();
  try {
    const { rows } = await client.query<Omit<Fact, 'rest'> & { entry: string }>(FACTS);
    const facts = rows.map(({ entry, ...fact }) => ({ ...fact, rest: entryRow(entry.split(PART_END)).rest }));
    const { rows: places } = await client.query<Pick<Question, 'position' | 'instant'>>(PLACES);
    const { rows: policies } = await client.query<{ policy: string; since: number }>(POLICIES);
    const random = new Random(SEED);
    const questions = Array.from({ length: QUESTIONS }, () => {
      const { policy, since } = random.pick(policies);
      const place = random.pick(places.slice(since - 1));
      return { ...place, policy, asOf: dayOf(random) };
    });
    return { url, facts, questions };
  } finally {
    await client.end();
  }
}
