import pg from 'pg';
import { countsText, dayOf, loadFacts, OPTIONS, stateText, withSession } from './bitemporal.mjs';

/** What people write by hand: one row for each span of days and of knowledge, which may not overlap. */
const TABLES = `
CREATE EXTENSION IF NOT EXISTS btree_gist;
CREATE TABLE policies (policy_id text PRIMARY KEY, version bigint NOT NULL);
CREATE TABLE facts (
  policy_id text NOT NULL, path text NOT NULL, valid daterange NOT NULL, known tstzrange NOT NULL,
  definite boolean NOT NULL, value text, rest text NOT NULL,
  EXCLUDE USING gist (policy_id WITH =, valid WITH &&, known WITH &&, path WITH =)
);
CREATE INDEX facts_status ON facts USING gist (valid, known) WHERE path = 'status';
CREATE FUNCTION record_fact(of_policy text, expected bigint, of_path text, from_day date, new_value text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE now_at timestamptz;
BEGIN
  IF expected = 0 THEN
    INSERT INTO policies VALUES (of_policy, 1);
  ELSE
    UPDATE policies SET version = version + 1 WHERE policy_id = of_policy AND version = expected;
    IF NOT FOUND THEN RAISE EXCEPTION 'the policy has another version'; END IF;
  END IF;
  now_at := clock_timestamp();
  WITH closed AS (
    UPDATE facts SET known = tstzrange(lower(known), now_at)
    WHERE policy_id = of_policy AND path = of_path AND valid && daterange(from_day, NULL) AND known @> 'infinity'::timestamptz
    RETURNING valid, definite, value, rest
  )
  INSERT INTO facts
    SELECT of_policy, of_path, daterange(lower(valid), from_day), tstzrange(now_at, NULL), definite, value, rest
    FROM closed WHERE lower(valid) < from_day;
  INSERT INTO facts VALUES (of_policy, of_path, daterange(from_day, NULL), tstzrange(now_at, NULL), true, new_value, '');
END $$`;
const LOAD = `INSERT INTO facts
  SELECT policy, path, daterange(valid_from, valid_to), tstzrange(known_from, known_to), definite, value, rest
  FROM unnest($1::text[], $2::text[], $3::date[], $4::date[], $5::timestamptz[], $6::timestamptz[], $7::boolean[], $8::text[], $9::text[])
    AS f(policy, path, valid_from, valid_to, known_from, known_to, definite, value, rest)`;

export const prepare = ({ url }) => withSession(url, (client) => client.query(TABLES));

export const load = ({ url }, facts) => loadFacts(url, LOAD, facts);

/** Ranges in PostgreSQL. A stream is a policy with one field, event n changes it from day n on. */
export function open({ url }, size) {
  const pool = new pg.Pool({ connectionString: url, max: size, options: OPTIONS });
  const ask = async (name, text, values) => (await pool.query({ name, text, values })).rows;
  return {
    append: (stream, version, payload) =>
      ask('record', 'SELECT record_fact($1, $2, $3, $4, $5)', [
        ...[stream, version, 'note', dayOf(version), JSON.stringify(payload)],
      ]),
    read: async (stream) => {
      const text = `SELECT path, lower(valid)::text AS since, lower(known) AS recorded, value FROM facts
        WHERE policy_id = $1 AND known @> 'infinity'::timestamptz ORDER BY lower(valid)`;
      return (await ask('read', text, [stream])).map((row) => ({ ...row, value: JSON.parse(row.value) }));
    },
    payloadOf: ({ value }) => value,
    stateAsOf: async ({ policy, asOf, instant }) => {
      const text = `SELECT path, definite, value, rest FROM facts
        WHERE policy_id = $1 AND valid @> $2::date AND known @> $3::timestamptz ORDER BY path`;
      return stateText(await ask('state', text, [policy, asOf, instant]));
    },
    countByStatus: async ({ asOf, instant }) => {
      const text = `SELECT value, count(*) FROM facts
        WHERE path = 'status' AND definite AND valid @> $1::date AND known @> $2::timestamptz GROUP BY value ORDER BY value`;
      return countsText(await ask('count', text, [asOf, instant]));
    },
    end: () => pool.end(),
  };
}
