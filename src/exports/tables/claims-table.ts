import type { Effect } from '../../domain/effect.js';
import { foldDevelopments } from '../../domain/fold.js';
import { canonicalText } from '../../domain/json.js';
import type { Development } from '../../domain/policy-event.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import type { DevelopmentHistory } from '../../domain/development-history.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { LogReader } from '../../event-store/read.js';
import type { ReadTables } from '../../read/read-tables.js';
import type { ExportRequest } from '../export-request.js';
import { valueType } from './column.js';
import { json, pick, rowMaker, type ComputedColumn } from './computed-columns.js';
import { policyChunks } from './policy-chunks.js';
import type { Table } from './table.js';

/** What one version of a development says about one field. */
interface ClaimLine {
  policyId: string;
  field: string;
  /** Canonical JSON text; null: it clears the field. */
  value: string | null;
  version: Development;
  /** The position that superseded the version; null: it is live. */
  knownTo: number | null;
  standing: string;
  ruledBy: string | null;
}

type ClaimColumn = ComputedColumn<ClaimLine>;

export const CLAIM_COLUMNS: readonly ClaimColumn[] = [
  { name: 'policyId', type: 'text', en: 'Policy', ja: '政策', of: (c) => c.policyId },
  { name: 'field', type: 'text', en: 'Field', ja: '項目', of: (c) => c.field },
  { name: 'value', type: 'value', en: 'Value', ja: '値', of: (c) => c.value },
  {
    ...{ name: 'valueType', type: 'text', en: 'Type of value', ja: '値の型' },
    of: (c) => (c.value === null ? 'absent' : valueType(c.value)),
  },
  {
    name: 'eventId',
    type: 'text',
    en: 'Claimed by development',
    ja: '主張する出来事',
    of: (c) => c.version.eventId,
  },
  { name: 'assertion', type: 'text', en: 'Assertion', ja: '確度の表明', of: (c) => c.version.data.assertion },
  { name: 'standing', type: 'text', en: 'Standing', ja: '扱い', of: (c) => c.standing },
  { name: 'ruledBy', type: 'text', en: 'Ruled by', ja: '裁定', of: (c) => c.ruledBy },
  {
    ...{ name: 'validFromEarliest', type: 'day', en: 'Valid from, earliest', ja: '有効開始日（最早）' },
    of: (c) => c.version.data.effective.begin.earliest,
  },
  {
    ...{ name: 'validFromLatest', type: 'day', en: 'Valid from, latest', ja: '有効開始日（最遅）' },
    of: (c) => c.version.data.effective.begin.latest,
  },
  {
    ...{
      name: 'validToEarliest',
      type: 'day',
      en: 'Valid to (exclusive), earliest',
      ja: '有効終了日（含まない、最早）',
    },
    of: (c) => c.version.data.effective.end?.earliest ?? null,
  },
  {
    ...{
      name: 'validToLatest',
      type: 'day',
      en: 'Valid to (exclusive), latest',
      ja: '有効終了日（含まない、最遅）',
    },
    of: (c) => c.version.data.effective.end?.latest ?? null,
  },
  {
    name: 'knownFrom',
    type: 'integer',
    en: 'Known from position',
    ja: '既知開始位置',
    of: (c) => c.version.position,
  },
  {
    name: 'knownTo',
    type: 'integer',
    en: 'Known to position (exclusive)',
    ja: '既知終了位置（含まない）',
    of: (c) => c.knownTo,
  },
  { name: 'recordedBy', type: 'text', en: 'Recorded by', ja: '記録者', of: (c) => c.version.actor },
  { name: 'sources', type: 'json', en: 'Sources', ja: '出典', of: (c) => json(c.version.data.sources) },
];

/**
 * Who says what: a row for each field of each version of each development, policy by policy in order of their ids, then by
 * field and position. `standing` is that at the basis: `stands`, `disputed`, `contested`, `preferred`, `ruled-out`, `rejected`,
 * `corrected` or `retracted`.
 */
export function claimsTable(tables: ReadTables, request: ExportRequest): Table {
  const columns = pick(CLAIM_COLUMNS, request.columns);
  const toRow = rowMaker(columns, null);
  const { basis, filters } = request;
  return {
    columns,
    total: () => Promise.resolve(undefined),
    async *rows() {
      for await (const chunk of policyChunks(tables, request)) {
        const streams = await new LogReader(tables.pool).readStreams(
          chunk.map(({ policyId }) => streamOf(policyId)),
          { upToPosition: basis.position },
        );
        yield [...streams].flatMap(([stream, events]) => {
          const timeline = foldDevelopments(events, basis.publishedBy);
          timeline.recomputeBounds();
          const lines = timeline.histories
            .all()
            .flatMap((history) => claimLines(policyOf(stream), timeline, history));
          return lines
            .filter(({ field }) => filters.field?.includes(field) ?? true)
            .sort(byFieldAndPosition)
            .map(toRow);
        });
      }
    },
  };
}

const claimLines = (policyId: string, timeline: PolicyTimeline, history: DevelopmentHistory): ClaimLine[] =>
  history.versions.filter(timeline.believes).flatMap((version) =>
    version.effects.map((effect) => {
      const superseding = timeline.histories.supersededBy(version.eventId, timeline.believes);
      const superseded = superseding && (superseding.type === 'retraction' ? 'retracted' : 'corrected');
      const { standing, ruledBy } = superseded
        ? { standing: superseded, ruledBy: null }
        : standingOf(timeline, history, version, effect);
      const value = 'set' in effect ? canonicalText(effect.set) : null;
      const { field } = effect;
      return { policyId, field, value, version, knownTo: superseding?.position ?? null, standing, ruledBy };
    }),
  );

function standingOf(
  timeline: PolicyTimeline,
  history: DevelopmentHistory,
  { data }: Development,
  { field }: Effect,
): Pick<ClaimLine, 'standing' | 'ruledBy'> {
  const { rejectedBy, ruledOut, contests, confirmedBy } = timeline.claimBounds.standingOf(history);
  const loses = ruledOut.get(field);
  if (rejectedBy !== null) return { standing: 'rejected', ruledBy: rejectedBy };
  if (loses !== undefined) return { standing: 'ruled-out', ruledBy: loses };
  if (contests.has(field)) return { standing: 'contested', ruledBy: null };
  if (confirmedBy !== null) return { standing: 'preferred', ruledBy: confirmedBy };
  return { standing: data.assertion === 'disputed' ? 'disputed' : 'stands', ruledBy: null };
}

const byFieldAndPosition = (a: ClaimLine, b: ClaimLine): number =>
  a.field === b.field ? a.version.position - b.version.position : a.field < b.field ? -1 : 1;
