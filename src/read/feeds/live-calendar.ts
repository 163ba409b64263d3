import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import { emptyTimeline } from '../../domain/fold.js';
import { rowsOn } from '../../domain/state.js';
import type { StoredEvent } from '../../event-store/event.js';
import { Changes } from '../facts/changes.js';
import { project } from '../facts/projector.js';
import type { DevelopmentRow, FactRow } from '../facts/tables.js';
import { passes } from '../policies/live-filters.js';
import { histories } from '../policies/live-states.js';
import type { CalendarPage, CalendarRow } from './calendar-sql.js';

/** What a date has of its own, beside its policy; `at` is the position by which it was last changed. */
type DateRow = Omit<CalendarRow, 'policyId' | 'title' | 'area' | 'stamp'> & { at: number };

/**
 * The dates of what was public by a day: the tables do not hold that. A date counts its changes, so each policy is projected
 * anew, event by event, into the rows that the tables would have; calendar-sql.ts says the same of the tables.
 */
export async function liveCalendar(
  pool: pg.Pool,
  page: CalendarPage & { publishedBy: Day },
  count: number,
): Promise<CalendarRow[]> {
  const found: CalendarRow[] = [];
  for await (const { policyId, events } of histories(pool, page.position)) {
    const { timeline, changes } = projected(events, page.publishedBy);
    const { header } = timeline;
    const policy = rowsOn(policyId, timeline, page.asOf, page.uncertain);
    if (!header || !passes({ policy, timeline }, page)) continue;
    const byPosition = new Map(events.map((event) => [event.position, event]));
    const dates = [
      ...fieldDates(changes.facts.opened, page),
      ...developmentDates(changes.developments.opened, page, byPosition),
    ];
    for (const { at, ...date } of dates) {
      const stamp = byPosition.get(at)?.recordedAt ?? '';
      found.push({ policyId, title: header.title, area: header.area, ...date, stamp });
    }
    if (found.length >= count) break;
  }
  return found.slice(0, count);
}

function projected(events: readonly StoredEvent[], publishedBy: Day) {
  const [registration] = events;
  const timeline = emptyTimeline(publishedBy);
  const policies = new Map(
    registration ? [[registration.stream, { policyNo: registration.position, timeline }]] : [],
  );
  const changes = new Changes();
  for (const event of events) project(event, policies, changes);
  return { timeline, changes };
}

function fieldDates(rows: readonly FactRow[], { asOf, uncertain }: CalendarPage): DateRow[] {
  const expected = rows.filter(({ path }) => path.startsWith('expected/'));
  const paths = [...grouped(expected, ({ path }) => path)].sort(([a], [b]) => (a < b ? -1 : 1));
  return paths.flatMap(([path, steps]) => {
    const onDay = steps.filter(({ validFrom, validTo }) => validFrom <= asOf && validTo > asOf);
    const told = onDay.filter((step) => valueOf(step, uncertain) !== null).at(-1);
    if (!told) return [];
    const doubted = onDay.some(({ knownTo, definite }) => knownTo === null && !definite);
    const positions = new Set(steps.flatMap(({ knownFrom, knownTo }) => [knownFrom, knownTo ?? knownFrom]));
    return [
      {
        ...{ factId: null, kind: null, path, value: valueOf(told, uncertain), day: null, latest: null },
        certain: told.definite && !doubted,
        withdrawn: told.knownTo !== null && !doubted,
        sequence: positions.size - 1,
        at: Math.max(...positions),
      },
    ];
  });
}

function valueOf(row: FactRow, uncertain: CalendarPage['uncertain']): string | null {
  if (uncertain === 'flag' || row[`${uncertain}Rest`] === null) return row.value;
  return row[`${uncertain}Value`];
}

function developmentDates(
  rows: readonly DevelopmentRow[],
  { asOf }: CalendarPage,
  events: ReadonlyMap<number, StoredEvent>,
): DateRow[] {
  const dates = [...grouped(rows, ({ factNo }) => factNo)].flatMap(([factNo, versions]): DateRow[] => {
    const last = versions.at(-1);
    if (!last || last.begins <= asOf) return [];
    const { kind, day, latest, certain, knownFrom, knownTo } = last;
    const withdrawn = knownTo !== null;
    return [
      {
        ...{ factId: events.get(factNo)?.eventId ?? null, kind, path: null, value: null },
        ...{ day, latest, certain, withdrawn },
        sequence: versions.length - (withdrawn ? 0 : 1),
        at: knownTo ?? knownFrom,
      },
    ];
  });
  return dates.sort((a, b) => ((a.factId ?? '') < (b.factId ?? '') ? -1 : 1));
}

/** Rows of one batch stand in the order in which they became known. */
function grouped<Row, Key>(rows: readonly Row[], keyOf: (row: Row) => Key): Map<Key, Row[]> {
  const groups = new Map<Key, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group) group.push(row);
    else groups.set(keyOf(row), [row]);
  }
  return groups;
}
