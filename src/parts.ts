import { join } from 'node:path';
import type { Pools } from './database/connect.js';
import type { Clock } from './domain/today.js';
import { EventLog } from './event-store/append.js';
import { AppendNotifications } from './event-store/append-notifications.js';
import { LogReader } from './event-store/read.js';
import type { Subscription } from './event-store/subscribe.js';
import { openExports, type Exports } from './exports/open-exports.js';
import type { LogProofs } from './proof/log-proofs.js';
import { factsSubscription } from './read/facts/subscription.js';
import { Rebuilds } from './read/projections/rebuilds.js';
import { ReadSide } from './read/read-side.js';
import { ReadTables } from './read/read-tables.js';
import { searchSubscription } from './read/search/subscription.js';
import type { Environment } from './settings/environment.js';
import { systemClock } from './settings/system-clock.js';
import { Imports } from './write/import/imports.js';

/** The log, its projections and the readers over an open database. Nothing is started. */
export interface Parts {
  notifications: AppendNotifications;
  log: EventLog;
  reader: LogReader;
  facts: Subscription;
  texts: Subscription;
  read: ReadSide;
  clock: Clock;
}

export interface PartsOptions {
  /** Called for failures that are retried. */
  onError?: (error: unknown) => void;
  /** Says what today is; the log has the database's clock. */
  clock?: Clock;
  /** See StateReader. */
  remembered?: number;
  /** For projections, whose statements may take longer than those of requests; default: the same pools. */
  jobPools?: Pick<Pools, 'read' | 'write'>;
}

/**
 * Composes the parts that every process needs: the server, commands, the OpenAPI document, benchmarks and specs. No query is
 * sent, so the pools may have no database yet.
 * @param url of the database, for notifications
 */
export function createParts(
  pools: Pick<Pools, 'read' | 'write'> & Partial<Pick<Pools, 'dear'>>,
  url: string,
  { onError = () => undefined, clock = systemClock, jobPools = pools, ...options }: PartsOptions = {},
): Parts {
  const notifications = new AppendNotifications(jobPools.write, url, onError);
  const facts = factsSubscription({ ...jobPools, notifications }, onError);
  return {
    notifications,
    log: new EventLog(pools.write, notifications.announce),
    reader: new LogReader(pools.read),
    facts,
    texts: searchSubscription({ ...jobPools, notifications }, onError),
    read: new ReadSide(
      { read: pools.read, dear: pools.dear ?? pools.read, write: jobPools.write },
      facts.checkpoint,
      clock,
      options,
    ),
    clock,
  };
}

/** What a server offers beside: jobs, and the proofs of the log. */
export interface Services {
  imports: Imports;
  rebuilds: Rebuilds;
  exports: Exports;
  proofs: LogProofs;
}

/** @param pools of jobs: the rows of an export may take longer than an answer */
export const createServices = (
  environment: Environment,
  pools: Pick<Pools, 'read' | 'write'>,
  { log, facts, read: { known }, clock }: Parts,
): Omit<Services, 'proofs'> => {
  const { write } = pools;
  return {
    imports: new Imports(write, log, join(environment.DATA_DIR, 'imports'), facts.checkpoint),
    rebuilds: new Rebuilds(write),
    exports: openExports(environment, write, { known, tables: new ReadTables(pools) }, clock),
  };
};
