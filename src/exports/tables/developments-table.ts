import { developmentItem, effectiveOrder } from '../../domain/development-item.js';
import { foldDevelopments } from '../../domain/fold.js';
import type { Development } from '../../domain/policy-event.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { publicBy } from '../../domain/development-history.js';
import { LogReader } from '../../event-store/read.js';
import type { ReadTables } from '../../read/read-tables.js';
import type { BoundedClaim } from '../../domain/claim.js';
import { BEGINNING, FOREVER, type Day } from '../../domain/day.js';
import { developmentDays, type DevelopmentDays } from '../../read/facts/development-row.js';
import type { Axis } from '../../read/timeline/all-timelines-page.js';
import type { ExportRequest, LiveDevelopments } from '../export-request.js';
import { json, pick, rowMaker, type ComputedColumn } from './computed-columns.js';
import { policyChunks } from './policy-chunks.js';
import type { Table } from './table.js';

/** A development as shown in timelines, with its policy. */
export type DevelopmentLine = { policyId: string } & ReturnType<typeof developmentItem> & {
    supersededBy?: string;
  };

type DevelopmentColumn = ComputedColumn<DevelopmentLine>;

export const DEVELOPMENT_COLUMNS: readonly DevelopmentColumn[] = [
  { name: 'policyId', type: 'text', en: 'Policy', ja: '政策', of: (d) => d.policyId },
  { name: 'eventId', type: 'text', en: 'Development', ja: '出来事', of: (d) => d.eventId },
  { name: 'position', type: 'integer', en: 'Position', ja: '位置', of: (d) => d.position },
  { name: 'kind', type: 'text', en: 'Kind', ja: '種類', of: (d) => d.kind },
  {
    name: 'effective',
    type: 'text',
    en: 'Effective (EDTF)',
    ja: '発効日（EDTF）',
    of: (d) => d.effective.text,
  },
  {
    name: 'effectiveEarliest',
    type: 'day',
    en: 'Effective, earliest',
    ja: '発効日（最早）',
    of: (d) => d.effective.earliest,
  },
  {
    name: 'effectiveLatest',
    type: 'day',
    en: 'Effective, latest',
    ja: '発効日（最遅）',
    of: (d) => d.effective.latest,
  },
  {
    name: 'published',
    type: 'text',
    en: 'Published (EDTF)',
    ja: '公表日（EDTF）',
    of: (d) => d.published ?? null,
  },
  {
    name: 'publishedDerived',
    type: 'boolean',
    en: 'Published follows the sources',
    ja: '公表日は出典から',
    of: (d) => d.publishedDerived ?? false,
  },
  { name: 'recordedAt', type: 'instant', en: 'Recorded at', ja: '記録時刻', of: (d) => d.recordedAt },
  {
    name: 'reconstructed',
    type: 'boolean',
    en: 'Recorded later',
    ja: '後日記録',
    of: (d) => d.reconstructed ?? false,
  },
  {
    name: 'superseded',
    type: 'boolean',
    en: 'Superseded',
    ja: '訂正・撤回済み',
    of: (d) => d.supersededBy !== undefined,
  },
  {
    name: 'supersededBy',
    type: 'text',
    en: 'Superseded by',
    ja: '訂正・撤回した出来事',
    of: (d) => d.supersededBy ?? null,
  },
  { name: 'corrects', type: 'text', en: 'Corrects', ja: '訂正の対象', of: (d) => d.corrects ?? null },
  { name: 'assertion', type: 'text', en: 'Assertion', ja: '確度の表明', of: (d) => d.assertion },
  { name: 'sequence', type: 'integer', en: 'Sequence', ja: '順序', of: (d) => d.sequence ?? null },
  { name: 'note', type: 'text', en: 'Note', ja: '注記', of: (d) => d.note ?? null },
  { name: 'payload', type: 'json', en: 'Payload', ja: '内容', of: (d) => json(d.payload) },
  { name: 'sources', type: 'json', en: 'Sources', ja: '出典', of: (d) => json(d.sources) },
  { name: 'externalId', type: 'text', en: 'External id', ja: '外部ID', of: (d) => d.externalId ?? null },
];

/** Developments, superseded ones flagged: policy by policy in order of their ids, each in effective order. */
export function developmentsTable(tables: ReadTables, request: ExportRequest): Table {
  const columns = pick(DEVELOPMENT_COLUMNS, request.columns);
  const line = (d: DevelopmentLine) => JSON.stringify({ ...d, superseded: d.supersededBy !== undefined });
  const toRow = rowMaker(columns, request.columns ? null : line);
  return {
    columns,
    total: () => Promise.resolve(undefined),
    async *rows() {
      for await (const lines of developmentLines(tables, request)) yield lines.map(toRow);
    },
  };
}

/** The developments of the request, in batches. */
export async function* developmentLines(
  tables: ReadTables,
  request: ExportRequest,
): AsyncGenerator<DevelopmentLine[]> {
  const { basis, since = 0, live } = request;
  const { position, publishedBy } = basis;
  const counts = publishedBy === undefined ? () => true : publicBy(publishedBy);
  for await (const chunk of policyChunks(tables, request)) {
    const streams = await new LogReader(tables.pool).readStreams(
      chunk.map(({ policyId }) => streamOf(policyId)),
      { upToPosition: position },
    );
    yield [...streams].flatMap(([stream, events]) => {
      const timeline = foldDevelopments(events, publishedBy);
      const shown = live
        ? liveDevelopments(timeline, live)
        : timeline.histories.all().flatMap((history) => history.versions.filter(counts));
      return shown
        .sort(effectiveOrder)
        .map((development) => ({
          development,
          by: timeline.histories.supersededBy(development.eventId, counts),
        }))
        .filter(({ development, by }) => development.position > since || (by?.position ?? 0) > since)
        .map(({ development, by }) => ({ policyId: policyOf(stream), ...developmentItem(development, by) }));
    });
  }
}

/** Those that stand, of a kind and on days of an axis. */
function liveDevelopments(
  timeline: PolicyTimeline,
  { axis = 'effective', kind, ...days }: LiveDevelopments,
): Development[] {
  timeline.recomputeBounds();
  return timeline.claimBounds.all().flatMap((bounded) => {
    const version = timeline.histories.version(bounded.claim.eventId);
    if (!version || (kind !== undefined && bounded.claim.kind !== kind)) return [];
    const found = daysOnAxis(axis, version, bounded);
    return found && isWithin(days, found) ? [version] : [];
  });
}

/** The first and the last day on which a development may lie. */
interface DaySpan {
  first: Day;
  last: Day;
}

/** Where a development lies on an axis; null: it was never published. all-timelines-reader.ts says the same of the tables. */
function daysOnAxis(axis: Axis, version: Development, bounded: BoundedClaim): DaySpan | null {
  const { first, last } = DAYS[axis](developmentDays(version, bounded), version.recordedAt);
  return first === null || last === null ? null : { first, last };
}

const DAYS: Record<
  Axis,
  (days: DevelopmentDays, recordedAt: string) => { first: Day | null; last: Day | null }
> = {
  effective: ({ day, latest }) => ({ first: day, last: latest }),
  published: ({ publishedFrom, publishedTo }) => ({ first: publishedFrom, last: publishedTo }),
  recorded: (_, recordedAt) => ({ first: recordedAt.slice(0, 10), last: recordedAt.slice(0, 10) }),
};

/** Whether it may lie on one of these days, both inclusive. */
const isWithin = (
  { from = BEGINNING, to = FOREVER }: { from?: Day; to?: Day },
  { first, last }: DaySpan,
): boolean => first <= to && last >= from;
