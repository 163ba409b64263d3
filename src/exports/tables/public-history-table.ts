import type pg from 'pg';
import { BEGINNING, FOREVER } from '../../domain/day.js';
import type { FieldEntry } from '../../domain/field-entry.js';
import { foldPolicy } from '../../domain/fold.js';
import { isField } from '../../domain/policy-timeline.js';
import { readEntry } from '../../domain/state.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { LogReader } from '../../event-store/read.js';
import type { ExportRequest } from '../export-request.js';
import { valueType, type Cell } from './column.js';
import { factsColumns } from './facts-columns.js';
import { pick } from './computed-columns.js';
import { policyChunks } from './policy-chunks.js';
import type { Table } from './table.js';

/** The steps of each field as the public knew them: the facts tables do not hold that, so each policy is folded. */
export function publicHistoryTable(pool: pg.Pool, request: ExportRequest): Table {
  const all = factsColumns(0, false);
  const columns = pick(all, request.columns);
  const places = columns.map((column) => all.findIndex(({ name }) => name === column.name));
  const { basis, filters } = request;
  const { publishedBy = FOREVER, position, uncertain } = basis;
  return {
    columns,
    total: () => Promise.resolve(undefined),
    async *rows() {
      for await (const chunk of policyChunks(pool, position, filters)) {
        const streams = await new LogReader(pool).readStreams(
          chunk.map(({ policyId }) => streamOf(policyId)),
          { upToPosition: position },
        );
        yield [...streams].flatMap(([stream, events]) => {
          const timeline = foldPolicy(events, publishedBy);
          const paths = [...timeline.entries.keys()].filter(
            (path) => isField(path) && (filters.field?.includes(path) ?? true),
          );
          return paths.sort().flatMap((path) =>
            (timeline.entries.get(path) ?? []).map((entry) => {
              const cells = stepCells(policyOf(stream), path, entry, uncertain);
              return { cells: places.map((place) => cells[place] ?? null) };
            }),
          );
        });
      }
    },
  };
}

/** In the order of the columns of a history. */
function stepCells(
  policyId: string,
  path: string,
  entry: FieldEntry,
  uncertain: 'flag' | 'include' | 'exclude',
): Cell[] {
  const { value, rest } = readEntry(entry, uncertain);
  const { candidates, because } = JSON.parse(`{${rest}}`) as { candidates?: unknown; because: string[] };
  const day = (text: string) => (text === BEGINNING || text === FOREVER ? null : text);
  const absent = entry.certainty === 'definite' ? 'absent' : null;
  return [
    ...[policyId, path, day(entry.from), day(entry.until), entry.certainty],
    ...[value, value === null ? absent : valueType(value)],
    ...[candidates === undefined ? null : JSON.stringify(candidates), JSON.stringify(because)],
  ];
}
