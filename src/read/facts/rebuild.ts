import type pg from 'pg';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import { rebuild, type Rebuildable, type RebuildReport, type RebuildWatch } from '../projections/rebuild.js';
import { Changes } from './changes.js';
import { copyRows } from './copy-rows.js';
import type { Generation } from './generation.js';
import { FactsProjector, project, type Folded } from './projector.js';
import { allChanges, sealCounts } from './seal-counts.js';
import { FACTS } from './subscription.js';
import { digestSql } from './table-sql.js';
import { COUNT_DELTAS, TABLES } from './tables.js';

/** Events read, and rows copied, in one step. */
const PAGE = 5000;

/**
 * Rebuilds the facts tables as the next generation; views choose the generation in use.
 * @throws like `rebuild`
 */
export const rebuildFacts = (pool: pg.Pool, watch?: RebuildWatch): Promise<RebuildReport> =>
  rebuild(pool, FACTS_TABLES, watch);

const FACTS_TABLES: Rebuildable = {
  name: FACTS,
  lock: 4_015_201,
  async begin(client) {
    const { rows } = await client.query<{ current: number }>('SELECT current FROM read.generation');
    const next = (rows[0]?.current ?? 0) + 1;
    const generation: Generation = `_${next}`;
    await client.query('SELECT read.drop_generation($1)', [next]); // left by a killed rebuild
    await client.query('SELECT read.create_generation($1)', [next]);
    const projector = new FactsProjector(generation);
    return {
      async fill(upTo, watch) {
        await foldAll(client, generation, upTo, watch);
        await sealCounts(client, generation, 0, upTo);
        // Nearly all of its rows have moved: without this their places would be kept.
        await client.query(`VACUUM FULL read.count_deltas${generation}`);
        await client.query('SELECT read.index_generation($1)', [next]);
        await client.query(
          `ANALYZE read.facts${generation}, read.policies${generation}, read.versions${generation}, read.developments${generation}`,
        );
      },
      handle: (events, tx) => projector.handle(events, tx),
      compare: async (position) =>
        (await digestOf(client, generation, position)) === (await digestOf(client, '', position)),
      async swap(tx) {
        await tx.query('SELECT read.switch_generation($1)', [next]);
      },
    };
  },
};

/**
 * Folds each policy from its first event, stream by stream, and writes the rows in bulk. The next events are read, and the rows
 * before are written, while these are folded.
 */
async function foldAll(
  client: pg.ClientBase,
  generation: Generation,
  upTo: number,
  { onProgress, signal }: RebuildWatch,
): Promise<void> {
  const cooperative = new CooperativeYield();
  const log = new LogReader(client);
  let changes = new Changes();
  let policy = new Map<string, Folded>();
  let written = Promise.resolve();
  const write = async () => {
    await written;
    written = copyRows(client, changes, generation);
    written.catch(() => undefined); // thrown by the next wait
    changes = new Changes();
  };
  let last: StoredEvent | undefined;
  let page = log.readByStream(last, PAGE, upTo);
  for (let done = 0; ;) {
    signal?.throwIfAborted();
    const events = await page;
    if (events.length === PAGE) page = log.readByStream(events.at(-1), PAGE, upTo);
    page.catch(() => undefined); // thrown by the next turn
    for (const event of events) {
      await cooperative.check();
      if (event.stream !== last?.stream) {
        policy = new Map();
        if (changes.facts.opened.length > PAGE) await write();
      }
      project(event, policy, changes);
      last = event;
    }
    done += events.length;
    onProgress?.({ done, total: upTo });
    if (events.length < PAGE) break;
  }
  await write();
  await written;
}

/** A text that is equal if the tables of two generations say the same about what was known by a position, in any order of rows. */
async function digestOf(client: pg.ClientBase, generation: Generation, position: number): Promise<string> {
  const parts: string[] = [];
  for (const table of TABLES) {
    const from = table === COUNT_DELTAS ? allChanges(generation) : undefined;
    const { rows } = await client.query<{ digest: string }>(digestSql(table, generation, from), [position]);
    parts.push(`${table.name} ${rows[0]?.digest ?? ''}`);
  }
  return parts.join(', ');
}
