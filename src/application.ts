import { join } from 'node:path';
import { ApiKeys } from './api/access/api-keys.js';
import { PrismaKeyStore } from './api/access/prisma-key-store.js';
import { AllPoliciesModule } from './api/all-policies-module.js';
import { startHttpServer, type HttpServer } from './api/http-server.js';
import { ExportsModule } from './api/exports/exports-module.js';
import { EventStreamLimit } from './api/feeds/event-stream-limit.js';
import { ImportsModule } from './api/imports/imports-module.js';
import { LogModule } from './api/log-module.js';
import { RebuildsModule } from './api/projections/rebuilds-module.js';
import { ClockWatch, clockWarning } from './api/operations/clock-watch.js';
import { Metrics } from './api/operations/metrics.js';
import { Readiness } from './api/operations/readiness.js';
import { TimelineModule } from './api/timeline-module.js';
import { privilegesOf, type Privileges } from './database/privileges.js';
import { openDatabase } from './database/open-database.js';
import { EventLog } from './event-store/append.js';
import { AppendNotifications } from './event-store/append-notifications.js';
import { LogReader } from './event-store/read.js';
import { RowAnswers } from './exports/rows/row-answers.js';
import { openExports } from './exports/open-exports.js';
import { JobRunner } from './jobs/job-runner.js';
import { openProofs } from './proof/open-proofs.js';
import { LiveEvents } from './read/events/live-events.js';
import { FACTS, factsSubscription } from './read/facts/subscription.js';
import { REBUILD, Rebuilds } from './read/projections/rebuilds.js';
import { ReadSide } from './read/read-side.js';
import { SEARCH } from './read/search/name.js';
import { searchSubscription } from './read/search/subscription.js';
import { type Environment, originsIn } from './settings/environment.js';
import { systemClock } from './settings/system-clock.js';
import { IMPORT, Imports } from './write/import/imports.js';
import { WriteModule } from './write/write-module.js';

export interface Application {
  http: HttpServer;
  reader: LogReader;
  privileges: Privileges;
  /** The administrator's key if this start created it: to be printed once. */
  firstAdminKey: string | undefined;
  /** Finishes requests in progress, queues running jobs again, then closes everything, PostgreSQL last. Call it once. */
  stop: () => Promise<void>;
}

/**
 * Composes the parts and starts them: database, migrations, projections, HTTP.
 * @param report called for failures that are retried, one line each
 * @param clock says what today is; the log has the database's clock
 * @throws DatabaseError, MigrationError or Error with one line for the operator; everything that was started is stopped again
 */
export async function startApplication(
  environment: Environment,
  report: (line: string) => void,
  clock = systemClock,
): Promise<Application> {
  const stops: (() => Promise<unknown>)[] = [];
  const stop = once(async () => {
    for (const each of stops.reverse()) await each();
  });
  const reportError = (error: unknown) => {
    report(error instanceof Error ? error.message : String(error));
  };
  try {
    const database = await openDatabase(environment, report);
    stops.push(() => database.close());
    const { pools } = database;
    const notifications = new AppendNotifications(pools.write, database.url, reportError);
    stops.push(() => notifications.stop());
    await notifications.listen();
    const log = new EventLog(pools.write, notifications.announce);
    const reader = new LogReader(pools.read);
    const facts = factsSubscription({ ...pools, notifications }, reportError);
    stops.push(() => facts.stop());
    facts.start();
    const texts = searchSubscription({ ...pools, notifications }, reportError);
    stops.push(() => texts.stop());
    texts.start();
    const read = new ReadSide(pools, facts.checkpoint, clock);

    const proofs = await openProofs(environment, pools, reportError);
    stops.push(() => proofs.sealer.stop());
    proofs.sealer.start();

    const imports = new Imports(pools.write, log, join(environment.DATA_DIR, 'imports'));
    const rebuilds = new Rebuilds(pools.write);
    const exports = openExports(environment, pools.write, read, clock);
    const keeping = exports.startKeeping(reportError);
    stops.push(() => keeping.stop());
    const jobs = new JobRunner({
      url: database.url,
      pool: pools.write,
      tasks: { [IMPORT]: imports.task, [REBUILD]: rebuilds.task, ...exports.tasks },
      onError: reportError,
    });
    stops.push(() => jobs.stop());
    await jobs.start();

    const http = await startHttpServer({
      modules: [
        TimelineModule.with(read, WriteModule.with(log, reader, clock)),
        AllPoliciesModule.with(
          read,
          new LiveEvents(pools.read, read.known, notifications),
          new RowAnswers(read),
        ),
        LogModule.with(read, proofs),
        ImportsModule.with(imports),
        RebuildsModule.with(rebuilds),
        ExportsModule.with(exports, read),
      ],
      keyStore: new PrismaKeyStore(pools.write),
      adminKey: environment.ADMIN_API_KEY,
      readAccess: environment.READ_ACCESS,
      publicUrl: environment.PUBLIC_URL,
      embedAncestors: environment.EMBED_ANCESTORS,
      corsOrigins: originsIn(environment.CORS_ORIGINS),
      host: environment.HOST,
      port: environment.PORT,
      logLevel: environment.LOG_LEVEL,
    });
    stops.push(() => http.stop());
    watch(http, reader, read);
    const privileges = await privilegesOf(pools);
    const { separated, detail } = privileges;
    http.app.get(Readiness).warn('privileges', () => Promise.resolve(separated ? undefined : detail));
    http.app.get(Readiness).warn('log-key', () => Promise.resolve(proofs.sealer.signing.reason));
    const clockWatch = new ClockWatch(() => reader.secondsAhead(), report);
    stops.push(() => clockWatch.stop());
    return { http, reader, privileges, firstAdminKey: await http.app.get(ApiKeys).firstAdmin(), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function watch({ app }: HttpServer, reader: LogReader, { projections }: ReadSide): void {
  const head = async () => (await reader.head()).position;
  app.get(Readiness).add('database', async () => {
    await head();
    return undefined;
  });
  const ahead = () => reader.secondsAhead();
  app.get(Readiness).warn('clock', async () => clockWarning(await ahead()));
  const metrics = app.get(Metrics);
  metrics.gauge('log_ahead_of_clock_seconds', 'How far the last recordedAt lies ahead of the clock', ahead);
  metrics.gauge('log_head_position', 'Position of the last event of the log', head);
  for (const name of [FACTS, SEARCH]) {
    const projection = async () => (await projections.all()).find((each) => each.name === name);
    const lag = async () => (await projection())?.lag;
    const parked = async () => ((await projection())?.parked ? 1 : 0);
    metrics.gauge(`${name}_lag_events`, `Events that the projection ${name} has not handled yet`, lag);
    metrics.gauge(`${name}_parked`, `1 while ${name} is parked at an event that it cannot handle`, parked);
  }
  metrics.gauge(
    'event_streams_open',
    'Streams of events that are open',
    () => app.get(EventStreamLimit).open,
  );
}

function once(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= task());
}
