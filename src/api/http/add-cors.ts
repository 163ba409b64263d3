import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RouteTable } from './route-table.js';
import { HttpProblem } from '../problems/http-problem.js';
import { varyAlso } from '../vary.js';
import type { KeyedRoutes } from './keyed-routes.js';

/**
 * Lets pages of other origins read (Fetch standard, CORS protocol), and answers OPTIONS. The headers are set before the route
 * runs, so that problems, 304 and streams have them, too.
 */
export function addCors(
  server: FastifyInstance,
  settings: CorsSettings,
  { routes, keyed }: { routes: RouteTable; keyed: KeyedRoutes },
): void {
  const varies = settings.origins.size > 0;
  server.addHook('onRequest', (request, reply, done) => {
    const asked = { origin: request.headers.origin, path: pathOf(request) };
    if (varies) varyAlso(reply, 'Origin');
    const methods = request.method === 'OPTIONS' ? routes.methodsOf(asked.path) : [];
    const isPreflight = request.headers['access-control-request-method'] !== undefined;
    if (request.method === 'OPTIONS' && (isPreflight || methods.length > 0)) {
      const allow = [...methods, 'OPTIONS'].join(', ');
      reply
        .code(204)
        .header('allow', allow)
        .headers(preflightHeaders(asked, methods, settings))
        .send();
      return;
    }
    const isListed = asked.origin === undefined || settings.origins.has(asked.origin);
    if (asked.path === '/mcp' && !settings.readsArePublic && !isListed) {
      done(
        new HttpProblem(
          'forbidden',
          'Pages of this origin may not ask here; CORS_ORIGINS lists those that may',
        ),
      );
      return;
    }
    reply.headers(answerHeaders({ ...asked, isPublicRead: isPublicRead(request, keyed) }, settings));
    done();
  });
  if (!varies) return;
  server.addHook('onSend', (_request, reply, payload, done) => {
    // Answers that set "Vary" themselves have overwritten it.
    varyAlso(reply, 'Origin');
    done(null, payload);
  });
}

function isPublicRead({ method, routeOptions }: FastifyRequest, keyed: KeyedRoutes): boolean {
  const { url } = routeOptions;
  if (method === 'POST') return url === '/mcp';
  return (method === 'GET' || method === 'HEAD') && (url === undefined || !keyed.has(url));
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';

/** Response headers that pages of other origins may read (Fetch standard, CORS-exposed header names). */
export const EXPOSED = [
  'ETag',
  'Link',
  'Location',
  'Content-Location',
  'Content-Disposition',
  'Memento-Datetime',
  'Retry-After',
  'RateLimit',
  'RateLimit-Policy',
  'X-Request-Id',
].join(', ');

const READING = [
  'Accept',
  'Accept-Datetime',
  'If-None-Match',
  'Last-Event-ID',
  'traceparent',
  'mcp-protocol-version',
];
const WRITING = ['Authorization', 'Content-Type', 'Idempotency-Key', 'If-Match'];

/** How long a browser may cache a preflight answer, in seconds; browsers have limits of their own. */
const DAY = 24 * 3600;

/** The Model Context Protocol reads by POST. */
const READ_BY_POST = '/mcp';

interface CorsSettings {
  /** READ_ACCESS=public: any page may read what needs no key. */
  readsArePublic: boolean;
  /** CORS_ORIGINS: the origins whose pages may do everything that their key allows. */
  origins: ReadonlySet<string>;
}

/** The parts of a request that these rules need. */
interface CrossRequest {
  origin: string | undefined;
  /** Without the query. */
  path: string;
  /** Whether the request needs no key while reads are public. */
  isPublicRead: boolean;
}

/**
 * The CORS headers of an answer; none: pages of that origin cannot read it. Credentials are never allowed, because no cookie
 * grants access.
 */
function answerHeaders(asked: CrossRequest, settings: CorsSettings): Record<string, string> {
  const allowed = allowedOrigin(asked, settings);
  return allowed === undefined
    ? {}
    : { 'access-control-allow-origin': allowed, 'access-control-expose-headers': EXPOSED };
}

/**
 * The headers that answer a preflight. Origins that are not listed only get the methods for reading, even if writes exist.
 * @param methods the methods of the path
 */
function preflightHeaders(
  asked: Omit<CrossRequest, 'isPublicRead'>,
  methods: readonly string[],
  settings: CorsSettings,
): Record<string, string> {
  const allowed = allowedOrigin({ ...asked, isPublicRead: true }, settings);
  if (allowed === undefined) return {};
  const isListed = allowed !== '*';
  const isReadByPost = asked.path === READ_BY_POST;
  const reading = isReadByPost ? ['GET', 'HEAD', 'POST'] : ['GET', 'HEAD'];
  const headers = isListed
    ? [...READING, ...WRITING]
    : [...READING, ...(isReadByPost ? ['Content-Type'] : [])];
  return {
    'access-control-allow-origin': allowed,
    'access-control-allow-methods': (isListed && methods.length > 0 ? methods : reading).join(', '),
    'access-control-allow-headers': headers.join(', '),
    'access-control-max-age': String(DAY),
  };
}

function allowedOrigin(
  { origin, isPublicRead }: Pick<CrossRequest, 'origin' | 'isPublicRead'>,
  { readsArePublic, origins }: CorsSettings,
): string | undefined {
  if (origin !== undefined && origins.has(origin)) return origin;
  return readsArePublic && isPublicRead ? '*' : undefined;
}
