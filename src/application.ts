import { ApiKeys } from './api/access/api-keys.js';
import { PrismaKeyStore } from './api/access/prisma-key-store.js';
import { PostgresAuditLog } from './api/audit/postgres-audit-log.js';
import { startHttpServer, type HttpServer, type HttpServerOptions } from './api/http-server.js';
import { EventStreamLimit } from './api/events/event-stream-limit.js';
import { ClockWatch, clockWarning } from './api/operations/clock-watch.js';
import { Metrics } from './api/operations/metrics.js';
import { Readiness } from './api/operations/readiness.js';
import { oidcIn } from './api/sign-in/oidc-settings.js';
import { PostgresPeople } from './api/sign-in/postgres-people.js';
import { openSpanExport } from './api/telemetry/otlp.js';
import { RateLimitSource } from './api/rate-limits/rate-limiter.js';
import { rateLimitIn } from './api/rate-limits/rate-limit.js';
import { SharedCounts } from './api/rate-limits/shared-counts.js';
import { AREAS } from './api/areas.js';
import { privilegesOf, type Privileges } from './database/privileges.js';
import { openDatabase } from './database/open-database.js';
import type { Standbys } from './database/standbys.js';
import type { LogReader } from './event-store/read.js';
import { JobRunner } from './jobs/job-runner.js';
import { openProofs } from './proof/open-proofs.js';
import { FACTS } from './read/facts/subscription.js';
import { REBUILD } from './read/projections/rebuilds.js';
import type { ReadSide } from './read/read-side.js';
import { createParts, createServices } from './parts.js';
import { PartsModule } from './parts-module.js';
import { SEARCH } from './read/search/subscription.js';
import type { Environment } from './settings/environment.js';
import { proxiesIn } from './settings/proxies.js';
import { systemClock } from './settings/system-clock.js';
import { IMPORT } from './write/import/imports.js';

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
 * @param options see HttpServerOptions
 * @throws DatabaseError, MigrationError or Error with one line for the operator; everything that was started is stopped again
 */
export async function startApplication(
  environment: Environment,
  report: (line: string) => void,
  clock = systemClock,
  { undocumented }: Pick<HttpServerOptions, 'undocumented'> = {},
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
    const { pools, jobPools, standbys } = database;
    const parts = createParts(pools, database.url, { onError: reportError, clock, jobPools });
    const { notifications, facts, texts, reader, read } = parts;
    stops.push(() => notifications.stop());
    await notifications.listen();
    stops.push(() => facts.stop());
    facts.start();
    stops.push(() => texts.stop());
    texts.start();

    const proofs = await openProofs(environment, jobPools, reportError);
    stops.push(() => proofs.sealer.stop());
    proofs.sealer.start();

    const services = { ...createServices(environment, jobPools, parts), proofs };
    const { imports, rebuilds, exports } = services;
    const keeping = exports.startKeeping(reportError);
    stops.push(() => keeping.stop());
    const jobs = new JobRunner({
      url: database.url,
      pool: jobPools.write,
      tasks: { [IMPORT]: imports.task, [REBUILD]: rebuilds.task, ...exports.tasks },
      onError: reportError,
    });
    stops.push(() => jobs.stop());
    await jobs.start();

    const rateLimit = new RateLimitSource(
      rateLimitIn(environment.RATE_LIMIT),
      environment.RATE_LIMIT === undefined ? undefined : new SharedCounts(database.url),
    );
    stops.push(() => rateLimit.close());
    const collector = environment.OTEL_EXPORTER_OTLP_ENDPOINT;
    const spans = collector === undefined ? undefined : await openSpanExport(collector);
    stops.push(() => spans?.stop() ?? Promise.resolve());
    const http = await startHttpServer({
      modules: [PartsModule.with(parts, services), ...AREAS],
      keyStore: new PrismaKeyStore(pools.write),
      audit: new PostgresAuditLog(pools.write),
      people: new PostgresPeople(pools.write),
      oidc: oidcIn(environment),
      adminKey: environment.ADMIN_API_KEY,
      readAccess: environment.READ_ACCESS,
      publicUrl: environment.PUBLIC_URL,
      embedAncestors: environment.EMBED_ANCESTORS,
      rateLimit,
      trustedProxies: proxiesIn(environment.TRUST_PROXY),
      dearReads: environment.DEAR_READS,
      standbys,
      corsOrigins: originsIn(environment.CORS_ORIGINS),
      host: environment.HOST,
      port: environment.PORT,
      logLevel: environment.LOG_LEVEL,
      spans,
      logFormat: environment.LOG_FORMAT,
      ...(undocumented && { undocumented }),
    });
    stops.push(() => http.stop());
    watch(http, reader, read);
    if (standbys) watchStandbys(http, standbys);
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

function watchStandbys({ app }: HttpServer, { sent }: Standbys): void {
  const metrics = app.get(Metrics);
  metrics.gauge('reads_sent_to_standbys', 'Reads that a standby was far enough for', () => sent.standby);
  metrics.gauge('reads_kept_on_primary', 'Reads for which no standby was', () => sent.primary);
}

function once(task: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= task());
}

/** The origins of CORS_ORIGINS in the form that browsers send: lower case, without the scheme's default port. */
const originsIn = (setting: string | undefined): string[] =>
  setting === undefined ? [] : setting.split(',').map((origin) => new URL(origin.trim()).origin);
