import { pipeline } from 'node:stream/promises';
import { Readable } from 'node:stream';
import type pg from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import type { Changes } from './changes.js';
import type { Generation } from './generation.js';
import { STILL_KNOWN, type Table } from './table.js';
import { targetOf } from './table-sql.js';
import { DEVELOPMENTS, FIELD_STEPS, POLICIES, VERSIONS } from './tables.js';

/** Characters of one part of the text of COPY; a part is made in one turn. */
const PART = 500_000;

type Cell = string | number | boolean | null | Buffer | readonly string[];

/**
 * Writes new rows by COPY, but for the changes of counts: of policies that start without rows.
 * @throws Error if the changes close rows that they did not open
 */
export async function copyRows(
  client: pg.ClientBase,
  changes: Changes,
  generation: Generation,
): Promise<void> {
  const { facts, policies, developments, versions } = changes;
  if ([facts, policies, developments].some(({ closed }) => closed.length > 0))
    throw new Error('rows are to be closed that were not written');
  const copy = (table: Table, rows: readonly object[]) => copyInto(client, table, generation, rows);
  await copy(POLICIES, policies.opened);
  await copy(VERSIONS, versions);
  await copy(DEVELOPMENTS, developments.opened);
  await copy(FIELD_STEPS, facts.opened);
}

/** Writes rows by COPY. @param rows with the properties of the table's columns */
export async function copyInto(
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
  const cells = table.columns.map(({ property, type }) => ({
    property,
    text: TEXT_OF[type.sql] ?? String,
    none: NONE[property] ?? '\\N',
  }));
  let lines = '';
  for (const row of rows) {
    const values = row as Readonly<Record<string, Cell>>;
    let before = '';
    for (const { property, text, none } of cells) {
      const value = values[property] ?? null;
      lines += before + (value === null ? none : text(value));
      before = '\t';
    }
    lines += '\n';
    if (lines.length < PART) continue;
    yield lines;
    lines = '';
  }
  yield lines;
}

/** How a row shows by null that it is open. */
const NONE: Readonly<Record<string, string>> = { knownTo: STILL_KNOWN };

/**
 * Cells in COPY's text format, by the type of their column; those of other types have no character that it escapes:
 * https://www.postgresql.org/docs/current/sql-copy.html
 */
const TEXT_OF: Readonly<Record<string, (cell: Cell) => string>> = {
  text: (cell) => escaped(cell as string),
  'text[]': (cell) => escaped(arrayText(cell as readonly string[])),
  bytea: (cell) => `\\\\x${(cell as Buffer).toString('hex')}`,
};

/** https://www.postgresql.org/docs/current/arrays.html#ARRAYS-IO */
function arrayText(texts: readonly string[]): string {
  return `{${texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(',')}}`;
}

const ESCAPES: Record<string, string> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' };
function escaped(text: string): string {
  return text === '' ? '' : text.replace(/[\\\t\n\r]/g, (char) => ESCAPES[char] ?? char);
}
