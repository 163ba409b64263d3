import { BEGINNING, type Day, FOREVER } from '../../domain/day.js';
import { parseEdtf, type EdtfPeriod } from '../../domain/edtf.js';
import { EdtfError } from '../../domain/edtf-error.js';
import { kindNamed } from '../../domain/kinds/index.js';
import { DomainProblem } from '../../domain/problem.js';
import type { Uncertain } from '../../domain/field-entry.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import type { ReadTables } from '../read-tables.js';
import type { PolicyFilters } from '../policies/filters.js';
import { filterSql, matching } from '../policies/filter-sql.js';
import { READ_VALUE } from '../state/fact-sql.js';
import { calendarText, type CalendarEvent } from './ical.js';

/** A calendar has no pages; more events are refused. */
const MOST = 5000;

/** The expected dates of policies, as an iCalendar. */
export class CalendarReader {
  constructor(
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `invalid-input` if there are too many dates, `not-caught-up` */
  async answer(query: AsOfQuery & PolicyFilters): Promise<ReadAnswer> {
    const known = await this.known.resolve(query);
    if (query.q !== undefined) await this.known.textsCaughtUp(known.position);
    const page = { ...query, asOf: query.asOf ?? this.known.today(), position: known.position };
    const rows = await this.tables.query<CalendarRow>(page, calendarStatement(page, MOST + 1));
    if (rows.length > MOST)
      throw new DomainProblem(
        'invalid-input',
        `A calendar holds at most ${MOST} dates: narrow it with filters`,
      );
    const events = (await mapYielding(rows, (row) => eventOf(row, page.asOf) ?? [])).flat();
    return {
      body: await calendarText('Policy Timeline', events),
      pinned: query.asOf !== undefined && query.q === undefined && isFixed(query, known),
    };
  }
}

/**
 * The calendar event; null for a field without a date, for a date that is wholly past, and if the latest day is open: an event
 * without an end would be an appointment on its first day.
 */
function eventOf(row: CalendarRow, asOf: Day): CalendarEvent | null {
  const { policyId, title, area, sequence, stamp, path } = row;
  const dates = path === null ? developmentDates(row) : fieldDates(row.value ?? '');
  if (!dates || dates.last < asOf || dates.last === FOREVER) return null;
  const { what, uid, first, last, certain } = {
    ...dates,
    what: path === null ? (kindNamed(row.kind ?? '')?.title.en ?? '') : path.slice('expected/'.length),
    uid: path === null ? (row.factId ?? '') : `${policyId}/${path}`,
  };
  const status = row.withdrawn ? 'CANCELLED' : row.certain && certain ? 'CONFIRMED' : 'TENTATIVE';
  return {
    ...{ uid: `${uid}@policy-timeline`, sequence, stamp, first, last, status },
    ...{ summary: `${title}: ${what}`, description: `${policyId}, ${dates.text}`, category: area },
  };
}

interface Dates {
  first: Day;
  last: Day;
  text: string;
  certain: boolean;
}

function developmentDates({ day, latest, certain }: CalendarRow): Dates {
  const first = day ?? '';
  // Certain and without an end: it begins on that day.
  const last = certain && latest === FOREVER ? first : (latest ?? '');
  return { first, last, text: first === latest ? first : `${first}..${latest ?? ''}`, certain };
}

function fieldDates(value: string): Dates | null {
  try {
    const { text, earliest, latest, begin, end, questionable }: EdtfPeriod = parseEdtf(JSON.parse(value));
    const first = earliest === BEGINNING ? latest : earliest;
    const exact = begin.earliest === begin.latest && end?.earliest === end?.latest;
    // A period without an end is an expected begin.
    const last = latest === FOREVER && end === null ? begin.latest : latest;
    return { first, last, text, certain: exact && !questionable };
  } catch (error) {
    if (error instanceof EdtfError) return null; // such a field may hold any value (kind value-set)
    throw error;
  }
}

interface CalendarPage extends PolicyFilters {
  asOf: Day;
  position: number;
  uncertain: Uncertain;
  publishedBy?: Day;
}

/** A date to come, or a withdrawn one: of a development that begins after the day, or of a field of `expected`. */
interface CalendarRow {
  policyId: string;
  title: string;
  area: string;
  /** Of a development: the event id of its history's first version, and its kind. */
  factId: string | null;
  kind: string | null;
  /** Of a field: its path, and its value as canonical JSON text. */
  path: string | null;
  value: string | null;
  day: Day | null;
  latest: Day | null;
  certain: boolean;
  withdrawn: boolean;
  sequence: number;
  stamp: string;
}

/** $1 day, $2 position, $3 most rows. The last known version of each date, even if it was withdrawn. */
function calendarStatement(page: CalendarPage, count: number) {
  const values: (string | number)[] = [page.asOf, page.position, count];
  const filters = filterSql(page, (value) => `$${values.push(value)}`);
  const text = `
    WITH known AS (SELECT $2::bigint AS position), policy AS MATERIALIZED (
      SELECT p.policy_no, p.policy_id, p.title, p.area FROM known JOIN ${matching(filters)}
    ), developments AS (
      SELECT DISTINCT ON (d.policy_no, d.fact_no) d.*, policy.policy_id, policy.title, policy.area,
        count(*) OVER (PARTITION BY d.policy_no, d.fact_no) AS versions
      FROM policy JOIN read.developments AS d ON d.policy_no = policy.policy_no AND d.known_from <= $2
      ORDER BY d.policy_no, d.fact_no, d.known_from DESC
    ), fields AS (
      SELECT DISTINCT ON (f.policy_no, f.path) f.policy_no, f.path, ${READ_VALUE[page.uncertain]} AS value, f.definite,
        f.known_to, policy.policy_id, policy.title, policy.area
      FROM policy JOIN read.facts AS f ON f.policy_no = policy.policy_no AND f.path LIKE 'expected/%'
        AND f.valid_from <= $1 AND f.valid_to > $1 AND f.known_from <= $2 AND ${READ_VALUE[page.uncertain]} IS NOT NULL
      ORDER BY f.policy_no, f.path, f.known_from DESC
    ), rows AS (
      SELECT policy_id, title, area, first.event_id AS fact_id, developments.kind, NULL AS path, NULL AS value, day, latest, certain,
        known_to <= $2 AS withdrawn, versions - CASE WHEN known_to <= $2 THEN 0 ELSE 1 END AS sequence,
        CASE WHEN known_to <= $2 THEN known_to ELSE known_from END AS stamp
      FROM developments JOIN log.events AS first ON first.position = fact_no
      WHERE begins > $1
      UNION ALL
      SELECT policy_id, title, area, NULL, NULL, path, value, NULL, NULL, definite AND NOT doubted, known_to <= $2 AND NOT doubted,
        changes.sequence, changes.stamp
      FROM fields CROSS JOIN LATERAL (
        SELECT count(DISTINCT at) - 1 AS sequence, max(at) AS stamp
        FROM read.facts AS g CROSS JOIN LATERAL (VALUES (g.known_from), (g.known_to)) AS change (at)
        WHERE g.policy_no = fields.policy_no AND g.path = fields.path AND at <= $2) AS changes
      CROSS JOIN LATERAL (
        SELECT EXISTS (SELECT FROM read.facts AS g WHERE g.policy_no = fields.policy_no AND g.path = fields.path
          AND g.valid_from <= $1 AND g.valid_to > $1 AND g.known_from <= $2 AND g.known_to > $2 AND NOT g.definite) AS doubted
      ) AS doubt
    )
    SELECT policy_id AS "policyId", title, area, fact_id AS "factId", kind, path, value, day, latest, certain, withdrawn, sequence,
      (SELECT log.instant_text(e.recorded_at) FROM log.events AS e WHERE e.position = stamp) AS stamp
    FROM rows ORDER BY policy_id, path, fact_id LIMIT $3`;
  return { text, values };
}
