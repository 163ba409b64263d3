import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';

/** What DuckDB reads from a file, every cell as its text; `reader` is its table function. */
export async function duckdb(
  bytes: Buffer,
  reader: (path: string) => string,
  select = '*',
): Promise<{ names: string[]; types: string[]; rows: (string | null)[][] }> {
  const folder = mkdtempSync(join(tmpdir(), 'duckdb-'));
  const path = join(folder, 'file');
  writeFileSync(path, bytes);
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  try {
    await connection.run("SET TimeZone = 'UTC'");
    const result = await connection.runAndReadAll(`SELECT ${select} FROM ${reader(path)}`);
    const rows = result.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))));
    return { names: result.columnNames(), types: result.columnTypes().map(String), rows };
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true });
  }
}

/** CSV with nothing guessed: every column is text, null only where nothing stands. */
export const csvReader = (path: string): string =>
  `read_csv('${path}', header = true, all_varchar = true, quote = '"', escape = '"', delim = ',', auto_detect = true, strict_mode = true)`;
export const parquetReader = (path: string): string => `read_parquet('${path}')`;
