import type { ReadTables } from '../../read/read-tables.js';
import type { ExportRequest, What } from '../export-request.js';
import { CLAIM_COLUMNS, claimsTable } from './claims-table.js';
import type { Column } from './column.js';
import { daysOf } from './days.js';
import { DEVELOPMENT_COLUMNS, developmentsTable } from './developments-table.js';
import { EVENT_COLUMNS, eventsTable } from './events-table.js';
import { factsColumns } from './facts-columns.js';
import { factsTable } from './facts-table.js';
import { stateColumns, statesTable } from './states-table.js';
import type { Table } from './table.js';
import { SLIDE_COLUMNS, timelinejsTable } from './timelinejs-table.js';

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
