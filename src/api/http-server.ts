import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { OpenAPIObject } from '@nestjs/swagger';
import type { LogFormat, LogLevel } from '../settings/environment.js';
import { createAdapter } from './fastify-adapter.js';
import { addCaching } from './http/add-caching.js';
import { addCors } from './http/add-cors.js';
import { KeyedRoutes } from './http/keyed-routes.js';
import { Draining } from './draining.js';
import { HttpModule, type HttpModuleOptions } from './http-module.js';
import { takeFileBodies } from './imports/import-body.js';
import { takeJsonBodies } from './http/json-body.js';
import { undocumentedAnswers } from './docs/operation.js';
import { ApiDocument } from './docs/api-document.js';
import { openApiDocument } from './docs/openapi.js';
import { Metrics } from './operations/metrics.js';
import { RateLimiter } from './rate-limits/rate-limiter.js';
import { QuietLogger } from './quiet-logger.js';
import { addRequestHooks } from './request-hooks.js';
import { addRepresentations } from './http/representations.js';
import { RouteTable } from './http/route-table.js';
import { readFromStandbys } from './read-from-standbys.js';
import type { Standbys } from '../database/standbys.js';
import type { SpanExport } from './telemetry/otlp.js';
import { logRequests } from './telemetry/request-log.js';
import { stopServer } from './stop-server.js';
import { limitAnswerTime, limitBodyTime } from './time-limits.js';

export interface HttpAppOptions extends HttpModuleOptions {
  logLevel: LogLevel;
  /** Sends a span for each request (OTEL_EXPORTER_OTLP_ENDPOINT); default: none are sent. */
  spans?: SpanExport | undefined;
  /** Default: text for people, without a line for each request. */
  logFormat?: LogFormat;
  /** The proxies whose X-Forwarded-… headers are believed (TRUST_PROXY); default: none. */
  trustedProxies?: readonly string[];
  /** Where reads may be answered, beside the primary. */
  standbys?: Standbys | null;
  /** Routes may lack a documented answer, as those of specs and benchmarks do; the start is faster without this check. */
  undocumented?: 'allowed';
}

export interface HttpServerOptions extends HttpAppOptions {
  host: string;
  /** 0 takes any free port. */
  port: number;
  /** Longest time for requests in progress once the server stops, in milliseconds. */
  drainMs?: number;
}

export interface HttpServer {
  app: NestFastifyApplication;
  /** The address of the server, without a slash at the end; the port is the real one. */
  url: string;
  /** Accepts no more connections, finishes requests in progress, then runs the modules' shutdown hooks. Call it once. */
  stop: () => Promise<void>;
}

const DRAIN_MS = 10_000;

/**
 * Starts the API.
 * @throws Error with one line if the address is not available, or if a route declares no access or no answer
 */
export async function startHttpServer(options: HttpServerOptions): Promise<HttpServer> {
  const app = await createHttpApp(options);
  try {
    // Not app.listen: Nest would print the error a second time, in many lines.
    await app.getHttpAdapter().getInstance().listen({
      port: options.port,
      host: options.host,
    });
  } catch (error) {
    await app.close();
    throw addressError(error, options);
  }
  let stopped: Promise<void> | undefined;
  return {
    app,
    url: urlOf(app, options.host),
    stop: () => (stopped ??= stopServer(app, options.drainMs ?? DRAIN_MS)),
  };
}

/** The API, ready to listen; `openApiDocument` uses it, too. */
export async function createHttpApp(options: HttpAppOptions): Promise<NestFastifyApplication> {
  const adapter = createAdapter(options.trustedProxies);
  const app = await NestFactory.create<NestFastifyApplication>(HttpModule.with(options), adapter, {
    logger: new QuietLogger(options.logLevel, options.logFormat),
    abortOnError: false,
    bodyParser: false,
  });
  const server = adapter.getInstance();
  // Before all other hooks: they may log.
  options.spans?.watch(server);
  if (options.logFormat === 'json') logRequests(server);
  takeJsonBodies(server);
  takeFileBodies(server);
  limitBodyTime(server);
  limitAnswerTime(server);
  if (options.standbys) readFromStandbys(server, options.standbys);
  addRequestHooks(server, app.get(Draining));
  addCors(
    server,
    { readsArePublic: options.readAccess === 'public', origins: new Set(options.corsOrigins) },
    { routes: app.get(RouteTable), keyed: app.get(KeyedRoutes) },
  );
  addRepresentations(server);
  addCaching(server);
  app.get(RateLimiter).watch(server);
  app.get(Metrics).watch(server);
  app.get(RouteTable).watch(server);
  try {
    await app.init();
    const document = app.get(ApiDocument);
    document.make = () => openApiDocument(app);
    if (options.undocumented !== 'allowed') refuseUndocumented(JSON.parse(document.text) as OpenAPIObject);
    return app;
  } catch (error) {
    await app.close();
    throw error;
  }
}

/** @throws Error naming the routes */
function refuseUndocumented(document: OpenAPIObject): void {
  const routes = undocumentedAnswers(document);
  if (routes.length > 0)
    throw new Error(`Say what these routes answer, in src/api/docs/answers: ${routes.join(', ')}`);
}

function addressError(error: unknown, { host, port }: HttpServerOptions): unknown {
  const { code } = error as NodeJS.ErrnoException;
  const at = `${host}:${port}`;
  const line = {
    EADDRINUSE: `${at} is taken by another program: stop it, or set PORT to another port (0 takes any free one)`,
    EACCES: `${at} may not be used by this account: set PORT to 1024 or above`,
    EADDRNOTAVAIL: `${at} is not an address of this machine: set HOST, for example to 127.0.0.1`,
    ENOTFOUND: `The host ${host} is not known: set HOST, for example to 127.0.0.1`,
  }[code ?? ''];
  return line === undefined ? error : new Error(line, { cause: error });
}

function urlOf(app: NestFastifyApplication, host: string): string {
  const address = app.getHttpServer().address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
}
