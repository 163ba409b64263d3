import { openPools } from '../../src/database/connect.js';
import type { DataSet } from '../data/data-set.js';
import { sideBySide, type Contender, type Standing } from '../measure.js';
import type { BenchOptions, Part } from '../options.js';
import { Asker, startServer } from './processes.js';
import { untilQuiet } from './quiet.js';
import { diffQuestions, pageQuestions, stateQuestions, summaryQuestions, type Twin } from './questions.js';

const STATE_CONNECTIONS = 32;
const PAGE_CONNECTIONS = 8;
const STATES = 3200;
const PAGES = 100;

export const named = (what: string, events: number): string => `${what}, ${events} events`;
export const PINNED = 'state, pinned';
export const OPEN = 'state, open';
export const PINNED_FLOOR = 'floor of pinned';
export const OPEN_FLOOR = 'floor of open';
export const PAGE = 'page of 100';
export const firstTime = (what: string): string => `${what}, first time`;
export const FILTERED = 'page of 100, filtered';
export const SUMMARY = 'summary by status';
export const DIFF = 'diff, page of 100';
/** The hand-written SQL that is measured for comparison. */
export const floorOf = (name: string): string => `SQL for ${name}`;

/** Requests over HTTP, alternating between all data sets. */
export async function benchReads(
  sets: readonly DataSet[],
  { rounds, milliseconds, parts }: BenchOptions,
): Promise<Standing[]> {
  const asker = new Asker();
  const stops = [() => asker.stop()];
  try {
    const contenders: Contender[] = [];
    for (const set of sets) {
      const server = await startServer(set.url);
      const forgetful = await startServer(set.url, 'forgetful');
      stops.push(server.stop, forgetful.stop);
      const contend = (name: string, url: string, paths: string[], connections: number) =>
        contenders.push({
          name: named(name, set.events),
          run: async () => {
            await untilQuiet(set.url);
            return asker.ask({ url, paths, connections, milliseconds });
          },
        });
      for (const { name, paths, connections } of await questionsOf(set, server.url, parts)) {
        contend(name, server.url, paths, connections);
        if (name === PINNED || name === OPEN) contend(firstTime(name), forgetful.url, paths, connections);
      }
    }
    for (const { run } of contenders) await run(); // warms up code, plans and caches
    return await sideBySide(contenders, rounds);
  } finally {
    for (const stop of stops) await stop();
  }
}

interface Asked {
  name: string;
  paths: string[];
  connections: number;
}

async function questionsOf(set: DataSet, url: string, parts: readonly Part[]): Promise<Asked[]> {
  const pools = openPools(set.url);
  const asked: Asked[] = [];
  const pair = (name: string, { ours, floor }: Twin) =>
    asked.push(
      { name, paths: ours, connections: PAGE_CONNECTIONS },
      { name: floorOf(name), paths: floor, connections: PAGE_CONNECTIONS },
    );
  try {
    if (parts.includes('state')) {
      const { pinned, open, pinnedFloor, openFloor } = await stateQuestions(pools.write, url, STATES);
      asked.push(
        { name: PINNED, paths: pinned, connections: STATE_CONNECTIONS },
        { name: PINNED_FLOOR, paths: pinnedFloor, connections: STATE_CONNECTIONS },
        { name: OPEN, paths: open, connections: STATE_CONNECTIONS },
        { name: OPEN_FLOOR, paths: openFloor, connections: STATE_CONNECTIONS },
      );
    }
    if (parts.includes('page')) {
      pair(PAGE, await pageQuestions(url, set.events, false, PAGES));
      pair(FILTERED, await pageQuestions(url, set.events, true, PAGES));
    }
    if (parts.includes('summary')) pair(SUMMARY, summaryQuestions(set.events, PAGES));
    if (parts.includes('diff')) pair(DIFF, await diffQuestions(url, set.events, PAGES));
    return asked;
  } finally {
    await pools.end();
  }
}
