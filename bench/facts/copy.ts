import { pipeline } from 'node:stream/promises';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';

/** Far from any generation of the projection or a rebuild. */
const GENERATION = 1_000_000;

/**
 * The floor of a projection: COPY of its rows, table by table, from one connection to another, into empty tables with the same
 * indexes. Reading happens at the same time on the other connection, and takes a fraction of the time of writing.
 */
export class FactsCopy {
  private constructor(
    private readonly source: pg.Client,
    private readonly target: pg.Client,
  ) {}

  static async open(url: string): Promise<FactsCopy> {
    const [source, target] = [
      new pg.Client({ connectionString: url }),
      new pg.Client({ connectionString: url }),
    ];
    await Promise.all([source.connect(), target.connect()]);
    return new FactsCopy(source, target);
  }

  /** @returns the number of rows, and the time of writing them in milliseconds */
  async run(): Promise<{ rows: number; milliseconds: number }> {
    await this.target.query('SELECT read.drop_generation($1)', [GENERATION]);
    await this.target.query('SELECT read.create_generation($1)', [GENERATION]);
    await this.target.query('SELECT read.index_generation($1)', [GENERATION]);
    const tables = await this.tables();
    const start = performance.now();
    let rows = 0;
    for (const { name, columns } of tables) {
      const into = this.target.query(copyFrom(`COPY read.${name}_${GENERATION} (${columns}) FROM STDIN`));
      await pipeline(this.source.query(copyTo(`COPY (SELECT ${columns} FROM read.${name}) TO STDOUT`)), into);
      rows += into.rowCount;
    }
    return { rows, milliseconds: performance.now() - start };
  }

  async close(): Promise<void> {
    await this.target.query('SELECT read.drop_generation($1)', [GENERATION]);
    await Promise.all([this.source.end(), this.target.end()]);
  }

  /** All tables of a generation, by the names of their views. */
  private async tables(): Promise<{ name: string; columns: string }[]> {
    const { rows } = await this.target.query<{ name: string; columns: string }>(
      `SELECT replace(table_name, $1, '') AS name, string_agg(column_name, ', ' ORDER BY ordinal_position) AS columns
       FROM information_schema.columns
       WHERE table_schema = 'read' AND table_name LIKE '%' || $1 AND is_generated = 'NEVER' GROUP BY table_name`,
      [`_${GENERATION}`],
    );
    return rows;
  }
}
