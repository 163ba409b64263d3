import type pg from 'pg';
import { policyOf } from '../../domain/stream.js';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import { cloudEventText } from '../../read/events/cloud-events.js';
import type { ExportRequest } from '../export-request.js';
import { pick, rowMaker, type ComputedColumn } from './computed-columns.js';
import type { Table } from './table.js';

export const EVENT_COLUMNS: readonly ComputedColumn<StoredEvent>[] = [
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
export function eventsTable(
  pool: pg.Pool,
  { basis, filters, columns: names, since = 0 }: ExportRequest,
): Table {
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
