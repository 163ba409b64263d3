import { BEGINNING, type Day, FOREVER } from '../../domain/day.js';
import { parseEdtf, type EdtfPeriod } from '../../domain/edtf.js';
import { EdtfError } from '../../domain/edtf-error.js';
import { kindNamed } from '../../domain/kinds/index.js';
import { DomainProblem } from '../../domain/problem.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import type { ReadTables } from '../read-tables.js';
import type { PolicyFilters } from '../policies/filters.js';
import { calendarStatement, type CalendarRow } from './calendar-sql.js';
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
    const events = rows.flatMap((row) => eventOf(row, page.asOf) ?? []);
    return {
      body: calendarText('Policy Timeline', events),
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
