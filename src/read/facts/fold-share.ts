import type pg from 'pg';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader, type StreamRange } from '../../event-store/read.js';
import { CooperativeYield } from '../../jobs/cooperative-yield.js';
import { Changes } from './changes.js';
import { copyRows } from './copy-rows.js';
import { countDeltas } from './count-deltas.js';
import type { Generation } from './generation.js';
import { project, type Folded } from './projector.js';
import { StagedCounts, type Series } from './staged-counts.js';

/** Events read, and rows copied, in one step. */
const PAGE = 5000;

/** A share of the policies that a rebuild folds. */
export interface Share {
  /** 0 is the first one. */
  number: number;
  policies: StreamRange;
}

/** Progress and cancellation of folding a share. */
export interface ShareWatch {
  /** How many more events are folded. */
  onFolded: (events: number) => void;
  signal?: AbortSignal | undefined;
}

/**
 * Folds each policy of a share from its first event, stream by stream, and writes the rows in bulk. The next events are read, and the
 * rows before are written, while these are folded.
 * @returns what was counted, as the staged changes of this share name it
 */
export async function foldShare(
  client: pg.ClientBase,
  generation: Generation,
  { number, policies }: Share,
  { onFolded, signal }: ShareWatch,
): Promise<Series[]> {
  const cooperative = new CooperativeYield();
  const log = new LogReader(client);
  const counts = new StagedCounts(generation, number);
  let changes = new Changes();
  let policy = new Map<string, Folded>();
  let written = Promise.resolve();
  const writeAll = async (all: Changes) => {
    await copyRows(client, all, generation);
    await counts.write(client, countDeltas(all));
  };
  const write = async () => {
    await written;
    written = writeAll(changes);
    written.catch(() => undefined); // thrown by the next wait
    changes = new Changes();
  };
  let last: StoredEvent | undefined;
  let page = log.readByStream(last, PAGE, policies);
  for (;;) {
    signal?.throwIfAborted();
    const events = await page;
    if (events.length === PAGE) page = log.readByStream(events.at(-1), PAGE, policies);
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
    onFolded(events.length);
    if (events.length < PAGE) break;
  }
  await write();
  await written;
  return counts.series();
}
