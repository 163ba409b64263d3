import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Changes } from './changes.js';
import { countDeltas } from './count-deltas.js';
import type { Generation } from './generation.js';
import { STILL_KNOWN, type Table } from './table.js';
import { targetOf } from './table-sql.js';
import { COUNT_DELTAS, DEVELOPMENTS, FIELD_STEPS, POLICIES, VERSIONS } from './tables.js';

/** Characters of one part of the text of COPY; a part is made in one turn. */
const PART = 500_000;

type Cell = string | number | boolean | null | readonly string[];

/**
 * Writes new rows by COPY: for a rebuild, whose policies start without rows.
 * @throws Error if the changes close rows that they did not open
 */
export async function copyRows(
  client: pg.ClientBase,
  changes: Changes,
  generation: Generation,
): Promise<void> {
  const { facts, policies, developments, versions } = changes;
  if ([facts, policies, developments].some(({ closed }) => closed.length > 0))
    throw new Error('a rebuild found rows to close that it had not written');
  const copy = (table: Table, rows: readonly object[]) => copyTo(client, table, generation, rows);
  await copy(POLICIES, policies.opened);
  await copy(VERSIONS, versions);
  await copy(DEVELOPMENTS, developments.opened);
  await copy(COUNT_DELTAS, countDeltas(changes));
  await copy(FIELD_STEPS, facts.opened);
}

async function copyTo(
  client: pg.ClientBase,
  table: Table,
  generation: Generation,
  rows: readonly object[],
): Promise<void> {
  if (rows.length === 0) return;
  await pipeline(
    Readable.from(linesOf(table, rows)),
    client.query(copyFrom(`COPY ${targetOf(table, generation)} FROM STDIN`)),
  );
}

/** Parts of the text: as one, the facts of a single policy may be longer than a string can be. */
function* linesOf(table: Table, rows: readonly object[]): Generator<string> {
  const properties = table.columns.map(({ property }) => property);
  let lines = '';
  for (const row of rows) {
    const cells = row as Readonly<Record<string, Cell>>;
    lines += `${properties.map((property) => cellText(cells[property] ?? null, property)).join('\t')}\n`;
    if (lines.length < PART) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

/** A cell in COPY's text format: https://www.postgresql.org/docs/current/sql-copy.html */
function cellText(cell: Cell, property: string): string {
  if (typeof cell === 'string') return escaped(cell);
  if (cell === null) return property === 'knownTo' ? STILL_KNOWN : '\\N';
  return typeof cell === 'object' ? escaped(arrayText(cell)) : String(cell);
}

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
const arrayText = (texts: readonly string[]): string =>
  `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
const escaped = (text: string): string => text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char);
