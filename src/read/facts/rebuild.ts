import type pg from 'pg';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import { rebuild, type Rebuildable, type RebuildReport, type RebuildWatch } from '../projections/rebuild.js';
import { Changes } from './changes.js';
import { copyRows } from './copy-rows.js';
import { countDeltas } from './count-deltas.js';
import type { Generation } from './generation.js';
import { FactsProjector, project, type Folded } from './projector.js';
import { allChanges } from './seal-counts.js';
import { StagedCounts } from './staged-counts.js';
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
  async begin(client, beside) {
    const { rows } = await client.query<{ current: number }>('SELECT current FROM read.generation');
    const next = (rows[0]?.current ?? 0) + 1;
    const generation: Generation = `_${next}`;
    await client.query('SELECT read.drop_generation($1)', [next]); // left by a killed rebuild
    await client.query('SELECT read.create_generation($1)', [next]);
    const counts = await StagedCounts.create(client, generation);
    const projector = new FactsProjector(generation);
    return {
      async fill(upTo, watch) {
        await foldAll(client, { generation, counts }, upTo, watch);
        await Promise.all([counts.seal(beside, upTo), index(client, next)]);
      },
      handle: (events, tx) => projector.handle(events, tx),
      digest: (which, position) =>
        which === 'next' ? digestOf(client, generation, position) : digestOf(beside, '', position),
      async swap(tx) {
        await tx.query('SELECT read.switch_generation($1)', [next]);
      },
    };
  },
};

/** Indexes and analyses all but the counts. */
async function index(client: pg.ClientBase, generation: number): Promise<void> {
  await client.query('SELECT read.index_generation($1)', [generation]);
  const names = ['facts', 'policies', 'versions', 'developments'].map((name) => `read.${name}_${generation}`);
  await client.query(`ANALYZE ${names.join(', ')}`);
}

/** Where a rebuild writes. */
interface Target {
  generation: Generation;
  counts: StagedCounts;
}

/**
 * Folds each policy from its first event, stream by stream, and writes the rows in bulk. The next events are read, and the rows
 * before are written, while these are folded.
 */
async function foldAll(
  client: pg.ClientBase,
  target: Target,
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
    written = writeAll(client, changes, target);
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

async function writeAll(
  client: pg.ClientBase,
  changes: Changes,
  { generation, counts }: Target,
): Promise<void> {
  await copyRows(client, changes, generation);
  await counts.write(client, countDeltas(changes));
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
