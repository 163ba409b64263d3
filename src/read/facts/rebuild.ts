import type pg from 'pg';
import { sessionOptions } from '../../database/unlimited-session.js';
import { LogReader } from '../../event-store/read.js';
import { rebuild, type Rebuildable, type RebuildReport, type RebuildWatch } from '../projections/rebuild.js';
import { foldPolicies, sharesFor, sharesOf } from './fold-policies.js';
import type { Generation } from './generation.js';
import { FactsProjector } from './projector.js';
import { allChanges } from './seal-counts.js';
import { createStaged, sealStaged } from './staged-counts.js';
import { FACTS } from './subscription.js';
import type { Table } from './table.js';
import { digestSql } from './table-sql.js';
import { COUNT_DELTAS, TABLES } from './tables.js';

/** How a rebuild folds. */
interface FactsRebuildOptions {
  /** Into how many shares the policies are divided; default: as suits the size of the log and the machine. */
  shares?: number;
}

/**
 * Rebuilds the facts tables as the next generation; views choose the generation in use.
 * @throws like `rebuild`
 */
export const rebuildFacts = (
  pool: pg.Pool,
  watch?: RebuildWatch,
  { shares }: FactsRebuildOptions = {},
): Promise<RebuildReport> => rebuild(pool, factsTables(pool, shares), watch);

const factsTables = (pool: pg.Pool, count?: number): Rebuildable => ({
  name: FACTS,
  lock: 4_015_201,
  async begin(client, beside) {
    const { rows } = await client.query<{ current: number }>('SELECT current FROM read.generation');
    const next = (rows[0]?.current ?? 0) + 1;
    const generation: Generation = `_${next}`;
    await client.query('SELECT read.drop_generation($1)', [next]); // left by a killed rebuild
    await client.query('SELECT read.create_generation($1)', [next]);
    await createStaged(client, generation);
    const projector = new FactsProjector(generation);
    return {
      async fill(upTo, { onProgress, signal }) {
        let done = 0;
        const onFolded = (events: number) => onProgress?.({ done: (done += events), total: upTo });
        const shares = await sharesOf(new LogReader(client), upTo, count ?? sharesFor(upTo));
        const watch = { onFolded, signal };
        const counted = await foldPolicies(client, sessionOptions(pool), generation, shares, watch);
        const free = index(client, next);
        await Promise.all([free, sealStaged(beside, { session: client, free }, generation, counted, upTo)]);
      },
      handle: (events, tx) => projector.handle(events, tx),
      async digest(which, position) {
        if (which === 'in use') return digestOf(beside, TABLES, '', position);
        // The last one has the counts, which take as long as all the others.
        const [rows, counts] = [TABLES.slice(0, -1), TABLES.slice(-1)];
        const digests = [
          digestOf(client, rows, generation, position),
          digestOf(beside, counts, generation, position),
        ];
        return (await Promise.all(digests)).join(', ');
      },
      async swap(tx) {
        await tx.query('SELECT read.switch_generation($1)', [next]);
      },
    };
  },
});

/** Indexes and analyses all but the counts. */
async function index(client: pg.ClientBase, generation: number): Promise<void> {
  await client.query('SELECT read.index_generation($1)', [generation]);
  const names = ['facts', 'policies', 'versions', 'developments'].map((name) => `read.${name}_${generation}`);
  await client.query(`ANALYZE ${names.join(', ')}`);
}

/** A text that is equal if the tables of two generations say the same about what was known by a position, in any order of rows. */
async function digestOf(
  client: pg.ClientBase,
  tables: readonly Table[],
  generation: Generation,
  position: number,
): Promise<string> {
  const parts: string[] = [];
  for (const table of tables) {
    const from = table === COUNT_DELTAS ? allChanges(generation) : undefined;
    const { rows } = await client.query<{ digest: string }>(digestSql(table, generation, from), [position]);
    parts.push(`${table.name} ${rows[0]?.digest ?? ''}`);
  }
  return parts.join(', ');
}
