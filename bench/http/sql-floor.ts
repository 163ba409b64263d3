import { Controller, Get, type DynamicModule, Module, Param } from '@nestjs/common';
import type pg from 'pg';
import { Requires } from '../../src/api/access/requires.js';
import { Answer } from '../../src/api/answer.js';

/** Parts of an address. */
type Given = Record<'asOf' | 'toAsOf' | 'position' | 'after' | 'status', string>;

class Database {
  constructor(readonly pool: pg.Pool) {}
}

/**
 * What a developer with only the tables would write: one statement that makes the JSON text, which the same server sends with
 * the same guards and caching.
 */
@Controller('floor')
@Requires('read')
class SqlFloorController {
  constructor(private readonly database: Database) {}

  @Get('page/:asOf/:position/:after')
  page(@Param() { asOf, position, after }: Given): Promise<Answer> {
    return this.answer('floor-page', PAGE, [asOf, position, after]);
  }

  @Get('filtered/:asOf/:position/:status/:after')
  filtered(@Param() { asOf, position, after, status }: Given): Promise<Answer> {
    return this.answer('floor-filtered', FILTERED, [asOf, position, after, JSON.stringify(status)]);
  }

  @Get('summary/:asOf/:position')
  summary(@Param() { asOf, position }: Given): Promise<Answer> {
    return this.answer('floor-summary', SUMMARY, [asOf, position]);
  }

  @Get('diff/:asOf/:toAsOf/:position/:after')
  diff(@Param() { asOf, toAsOf, position, after }: Given): Promise<Answer> {
    return this.answer('floor-diff', DIFF, [asOf, position, after, toAsOf]);
  }

  private async answer(name: string, text: string, values: string[]): Promise<Answer> {
    const { rows } = await this.database.pool.query<{ body: string | null }>({ name, text, values });
    return new Answer(rows[0]?.body ?? '{}', { pinned: true });
  }
}

@Module({})
export class SqlFloorModule {
  static with(pool: pg.Pool): DynamicModule {
    return {
      module: SqlFloorModule,
      controllers: [SqlFloorController],
      providers: [{ provide: Database, useValue: new Database(pool) }],
    };
  }
}

const KNOWN = (row: string) => `${row}.known_from <= $2::bigint AND ${row}.known_to > $2::bigint`;
const HOLDS = (row: string, day = '$1') =>
  `${row}.valid_from <= ${day}::date AND ${row}.valid_to > ${day}::date`;

/** Header, values and expected dates of each policy. */
const page = (filter: string) => `
  WITH page AS MATERIALIZED (SELECT p.policy_no, p.policy_id, p.header FROM read.policies AS p
    WHERE ${KNOWN('p')} AND p.policy_id > $3 ${filter} ORDER BY p.policy_id LIMIT 100)
  SELECT '[' || string_agg(json_build_object('policyId', policy_id, 'version', v.version, 'developments', v.developments,
      'lastRecorded', log.instant_text(v.recorded_at))::text || '{' || header || '}' || coalesce(state, '{}') || coalesce(upcoming, '[]'), ','
      ORDER BY policy_id) || ']' AS body
  FROM page
  CROSS JOIN LATERAL (SELECT * FROM read.versions AS v WHERE v.policy_no = page.policy_no AND v.known_from <= $2
    ORDER BY v.known_from DESC LIMIT 1) AS v
  CROSS JOIN LATERAL (SELECT '{' || string_agg('"' || f.path || '":' || coalesce(f.value, 'null'), ',' ORDER BY f.path) || '}' AS state
    FROM read.facts AS f WHERE f.policy_no = page.policy_no AND ${HOLDS('f')} AND ${KNOWN('f')}) AS f
  CROSS JOIN LATERAL (SELECT '[' || string_agg(json_build_object('name', u.kind, 'date', u.date_text, 'because', u.event_id)::text, ',' ORDER BY u.begins) || ']' AS upcoming
    FROM read.developments AS u WHERE u.policy_no = page.policy_no AND u.begins > $1 AND ${KNOWN('u')}) AS u`;
const PAGE = page('');
const FILTERED =
  page(`AND EXISTS (SELECT FROM read.facts AS f WHERE f.policy_no = p.policy_no AND f.path = 'status' AND f.value = $4
  AND ${HOLDS('f')} AND ${KNOWN('f')} OFFSET 0)`);

const SUMMARY = `
  SELECT json_agg(json_build_object('value', value, 'count', count) ORDER BY value)::text AS body
  FROM (SELECT f.value, count(*) FROM read.facts AS f WHERE f.path = 'status' AND ${HOLDS('f')} AND ${KNOWN('f')} GROUP BY f.value) AS counts`;

/** The old and new entry of each field with another value on the second day, of the first 100 changed policies; and the named events. */
const DIFF = `
  WITH page AS MATERIALIZED (SELECT p.policy_no, p.policy_id FROM read.policies AS p
    WHERE ${KNOWN('p')} AND p.policy_id > $3 AND EXISTS (SELECT FROM read.facts AS f
      WHERE f.policy_no = p.policy_no AND ${KNOWN('f')} AND (${HOLDS('f')}) <> (${HOLDS('f', '$4')}))
    ORDER BY p.policy_id LIMIT 100
  ), changed AS MATERIALIZED (
    SELECT page.policy_id, c.* FROM page CROSS JOIN LATERAL (
      SELECT path, o.details AS old, n.details AS new, coalesce(n.because, o.because) AS because
      FROM (SELECT f.path, f.value, f.details, f.because FROM read.facts AS f WHERE f.policy_no = page.policy_no AND ${HOLDS('f')} AND ${KNOWN('f')}) AS o
      FULL JOIN (SELECT f.path, f.value, f.details, f.because FROM read.facts AS f
        WHERE f.policy_no = page.policy_no AND ${HOLDS('f', '$4')} AND ${KNOWN('f')}) AS n USING (path)
      WHERE o.value IS DISTINCT FROM n.value) AS c
  ), named AS (
    SELECT DISTINCT encode(substr(because, i, 16), 'hex')::uuid AS event_id FROM changed
      CROSS JOIN LATERAL generate_series(1, octet_length(because), 16) AS i
  )
  SELECT json_build_object(
    'changes', (SELECT json_agg(json_build_object('policyId', policy_id, 'path', path, 'old', old, 'new', new)
      ORDER BY policy_id, path) FROM changed),
    'events', (SELECT json_object_agg(e.event_id, json_build_object('kind', e.kind, 'effective', e.payload::json -> 'effective',
      'recordedAt', log.instant_text(e.recorded_at), 'sources', e.payload::json -> 'sources')) FROM named JOIN log.events AS e USING (event_id))
  )::text AS body`;
