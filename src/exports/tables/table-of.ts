import type pg from 'pg';
import type { ReadTables } from '../../read/read-tables.js';
import { policyOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import { cloudEventText } from '../../read/events/cloud-events.js';
import type { ExportRequest } from '../export-request.js';
import { CLAIM_COLUMNS, claimsTable } from './claims-table.js';
import type { Column } from './column.js';
import { daysOf } from './days.js';
import { DEVELOPMENT_COLUMNS, developmentsTable } from './developments-table.js';
import { factsColumns } from './facts-columns.js';
import { factsTable } from './facts-table.js';
import { stateColumns, statesTable } from './states-table.js';
import type { Table, What } from './table.js';
import { SLIDE_COLUMNS, timelinejsTable } from './timelinejs-table.js';
import { pick, rowMaker, type ComputedColumn } from './computed-columns.js';

/** The table of a request. */
export function tableOf(tables: ReadTables, request: ExportRequest): Table {
  const { pool } = tables;
  switch (request.what) {
    case 'states':
      return statesTable(tables, request, [request.basis.asOf]);
    case 'panel':
      return statesTable(tables, request, request.days ? daysOf(request.days) : []);
    case 'history':
    case 'facts':
      return factsTable(tables, request);
    case 'developments':
      return developmentsTable(tables, request);
    case 'events':
      return eventsTable(pool, request);
    case 'timelinejs':
      return timelinejsTable(tables, request);
    case 'claims':
      return claimsTable(tables, request);
  }
}

/** The columns that a request for this table may name. */
export function columnsOf(what: What): readonly Column[] {
  return {
    states: stateColumns(false),
    panel: stateColumns(true),
    history: factsColumns(0, false),
    facts: factsColumns(0, true),
    developments: DEVELOPMENT_COLUMNS,
    events: EVENT_COLUMNS,
    timelinejs: SLIDE_COLUMNS,
    claims: CLAIM_COLUMNS,
  }[what];
}

const EVENT_COLUMNS: readonly ComputedColumn<StoredEvent>[] = [
  { name: 'position', type: 'integer', en: 'Position', ja: '位置', of: (e) => e.position },
  { name: 'id', type: 'text', en: 'Event', ja: '事象', of: (e) => e.eventId },
  { name: 'type', type: 'text', en: 'Kind', ja: '種類', of: (e) => e.kind },
  { name: 'subject', type: 'text', en: 'Policy', ja: '政策', of: (e) => policyOf(e.stream) },
  { name: 'version', type: 'integer', en: 'Version', ja: '版', of: (e) => e.version },
  { name: 'recordedtime', type: 'instant', en: 'Recorded at', ja: '記録時刻', of: (e) => e.recordedAt },
  { name: 'ingestedtime', type: 'instant', en: 'Taken in at', ja: '取り込み時刻', of: (e) => e.ingestedAt },
  {
    name: 'schemaversion',
    type: 'integer',
    en: 'Schema version',
    ja: 'スキーマ版',
    of: (e) => e.schemaVersion,
  },
  { name: 'actor', type: 'text', en: 'Recorded by', ja: '記録者', of: (e) => e.actor },
  {
    name: 'data',
    type: 'json',
    en: 'Data',
    ja: '内容',
    of: (e) => (e.redactedAt == null ? e.payload : null),
  },
];

const PAGE = 1000;

/** The log in its own order; each line of JSON is the event as a CloudEvent. */
function eventsTable(pool: pg.Pool, { basis, filters, columns: names, since = 0 }: ExportRequest): Table {
  const columns = pick(EVENT_COLUMNS, names);
  const toRow = rowMaker(columns, names ? null : cloudEventText);
  const { policyId } = filters;
  return {
    columns,
    total: () => Promise.resolve(policyId ? undefined : Math.max(0, basis.position - since)),
    async *rows() {
      const log = new LogReader(pool);
      for (let after = since; ;) {
        const events = await log.readAfter(after, PAGE, { upTo: basis.position });
        yield events.filter(({ stream }) => policyId?.includes(policyOf(stream)) ?? true).map(toRow);
        const last = events.at(-1);
        if (!last || events.length < PAGE) return;
        after = last.position;
      }
    },
  };
}
