import type pg from 'pg';
import type { Generation } from './generation.js';
import { STANDS } from './rows.js';

/** One text for all that the tables of a generation say about what was known by a position, whatever the order of rows. */
export async function digestOf(
  client: pg.ClientBase,
  generation: Generation,
  position: number,
): Promise<string> {
  const parts: string[] = [];
  for (const [table, columns] of Object.entries(TABLES)) {
    const { rows } = await client.query<{ digest: string }>(
      `SELECT count(*) || ':' || coalesce(sum(hashtextextended(concat_ws('|', ${columns}), 0)::numeric), 0) AS digest
       FROM read.${table}${generation} WHERE known_from <= $1`,
      [position],
    );
    parts.push(`${table} ${rows[0]?.digest ?? ''}`);
  }
  return parts.join(', ');
}

// What a later position closed stood then. coalesce: concat_ws would skip a null and make two rows look alike.
const KNOWN_TO = `CASE WHEN known_to > $1 THEN ${STANDS} ELSE known_to END`;
const orNull = (column: string) => `coalesce(${column}, '∅')`;
const TABLES = {
  policies: `policy_no, policy_id, known_from, ${KNOWN_TO}, title, jurisdictions, area, time_zone, header`,
  versions: 'policy_no, known_from, version, developments, reconstructed, extract(epoch FROM recorded_at)',
  upcoming: `policy_no, event_id, begins, known_from, ${KNOWN_TO}, item`,
  developments: [
    `policy_no, fact_no, position, event_id, kind, known_from, ${KNOWN_TO}, begins, day, latest, certain`,
    ...['published_from::text', 'published_to::text'].map(orNull),
  ].join(', '),
  count_deltas: 'known_from, subject, reading, day, value, delta',
  facts: [
    `policy_no, path, valid_from, valid_to, known_from, ${KNOWN_TO}, definite, rest`,
    ...['value', 'include_value', 'include_rest', 'exclude_value', 'exclude_rest'].map(orNull),
  ].join(', '),
};
