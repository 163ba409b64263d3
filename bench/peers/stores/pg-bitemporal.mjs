import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { countsText, dayOf, loadFacts, OPTIONS, stateText, withSession } from './bitemporal.mjs';

const FILES =
  'extensions relationships bitemporal_internal_schema metadata ll_create_bitemporal_table ll_bitemporal_list_of_fields ll_is_bitemporal_table ll_check_bitemporal_update_conditions ll_bitemporal_correction ll_bitemporal_delete ll_bitemporal_inactivate ll_bitemporal_insert ll_bitemporal_insert_select ll_bitemporal_update ll_bitemporal_update_select ll_bitemporal_delete_select';
/** It keeps no version of a policy, so that is by hand. */
const TABLES = `
CREATE SCHEMA bench;
CREATE TABLE bench.policies (policy_id text PRIMARY KEY, version bigint NOT NULL);
SELECT bitemporal_internal.ll_create_bitemporal_table('bench', 'facts',
  'policy_id text NOT NULL, path text NOT NULL, definite boolean NOT NULL, value text, rest text', 'policy_id, path');
CREATE INDEX facts_status ON bench.facts USING gist (effective, asserted) WHERE path = 'status';
CREATE FUNCTION bench.record_fact(of_policy text, expected bigint, of_path text, from_day date, new_value text) RETURNS void
LANGUAGE plpgsql AS $$
DECLARE
  effective temporal_relationships.timeperiod := temporal_relationships.timeperiod(from_day::timestamptz, 'infinity');
  asserted temporal_relationships.timeperiod := temporal_relationships.timeperiod(now(), 'infinity');
  written integer;
BEGIN
  IF expected = 0 THEN
    INSERT INTO bench.policies VALUES (of_policy, 1);
    written := bitemporal_internal.ll_bitemporal_insert('bench.facts', 'policy_id, path, definite, value, rest',
      format('%L, %L, true, %L, %L', of_policy, of_path, new_value, ''), effective, asserted);
  ELSE
    UPDATE bench.policies SET version = version + 1 WHERE policy_id = of_policy AND version = expected;
    IF NOT FOUND THEN RAISE EXCEPTION 'the policy has another version'; END IF;
    written := bitemporal_internal.ll_bitemporal_update('bench', 'facts', 'value', quote_literal(new_value), 'policy_id, path',
      format('%L, %L', of_policy, of_path), effective, asserted);
  END IF;
  IF written IS DISTINCT FROM 1 THEN RAISE EXCEPTION '% rows were written', written; END IF;
END $$`;
const LOAD = `INSERT INTO bench.facts (policy_id, path, effective, asserted, definite, value, rest)
  SELECT policy, path, temporal_relationships.timeperiod(valid_from, valid_to),
    temporal_relationships.timeperiod(known_from, coalesce(known_to, 'infinity')), definite, value, rest
  FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::timestamptz[], $5::timestamptz[], $6::timestamptz[], $7::boolean[], $8::text[], $9::text[])
    AS f(policy, path, valid_from, valid_to, known_from, known_to, definite, value, rest)`;

export const prepare = ({ url, pgBitemporal }) =>
  withSession(url, async (client) => {
    for (const file of FILES.split(' ')) {
      if (file === 'bitemporal_internal_schema')
        await client.query('SET search_path = bitemporal_internal, public');
      await client.query(readFileSync(join(pgBitemporal, `${file}.sql`), 'utf8'));
      await client.query('SET search_path = public');
    }
    await client.query(TABLES);
  });

export const load = ({ url }, facts) => loadFacts(url, LOAD, facts);

/** The functions of pg_bitemporal. A stream is a policy with one field, event n changes it from day n on. */
export function open({ url }, size) {
  const pool = new pg.Pool({ connectionString: url, max: size, options: OPTIONS });
  const ask = async (name, text, values) => (await pool.query({ name, text, values })).rows;
  return {
    append: (stream, version, payload) =>
      ask('record', 'SELECT bench.record_fact($1, $2, $3, $4, $5)', [
        ...[stream, version, 'note', dayOf(version), JSON.stringify(payload)],
      ]),
    read: async (stream) => {
      const text = `SELECT path, lower(effective) AS since, lower(asserted) AS recorded, value FROM bench.facts
        WHERE policy_id = $1 AND upper(asserted) = 'infinity' ORDER BY lower(effective)`;
      return (await ask('read', text, [stream])).map((row) => ({ ...row, value: JSON.parse(row.value) }));
    },
    payloadOf: ({ value }) => value,
    stateAsOf: async ({ policy, asOf, instant }) => {
      const text = `SELECT path, definite, value, rest FROM bench.facts
        WHERE policy_id = $1 AND effective @> $2::timestamptz AND asserted @> $3::timestamptz ORDER BY path`;
      return stateText(await ask('state', text, [policy, asOf, instant]));
    },
    countByStatus: async ({ asOf, instant }) => {
      const text = `SELECT value, count(*) FROM bench.facts
        WHERE path = 'status' AND definite AND effective @> $1::timestamptz AND asserted @> $2::timestamptz
        GROUP BY value ORDER BY value`;
      return countsText(await ask('count', text, [asOf, instant]));
    },
    end: () => pool.end(),
  };
}
