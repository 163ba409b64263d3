import { filled, type Mapping } from './mapping.js';
import { lineOf, type LineOptions } from './read-line.js';
import type { Table } from './table.js';
import type { UnreadLine } from './ndjson.js';

/**
 * The rows of a table as import lines.
 * @throws DomainProblem `invalid-input` if the mapping does not fit the columns, before any row is read
 */
export function tableLines(
  { columns, rows }: Table,
  mapping: Mapping,
  options: LineOptions,
): AsyncIterable<UnreadLine[]> {
  const fill = filled(mapping, columns);
  return (async function* () {
    for await (const some of rows)
      yield some.map((row) => {
        const { number } = row;
        if ('cells' in row) {
          const size = row.cells.reduce((sum, cell) => sum + cell.length, 0);
          return { number, size, read: () => lineOf(fill(row.cells), number, options) };
        }
        return {
          number,
          size: 0,
          read: () => {
            throw row.problem;
          },
        };
      });
  })();
}
