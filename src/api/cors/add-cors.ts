import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { RouteTable } from '../routes/route-table.js';
import { HttpProblem } from '../problems/http-problem.js';
import { varyAlso } from '../vary.js';
import { answerHeaders, type CorsSettings, preflightHeaders } from './cors-rules.js';
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
  server.addHook('onSend', (_request, reply, payload, done) => {
    // Answers that set "Vary" themselves have overwritten it.
    if (varies) varyAlso(reply, 'Origin');
    done(null, payload);
  });
}

function isPublicRead({ method, routeOptions }: FastifyRequest, keyed: KeyedRoutes): boolean {
  const { url } = routeOptions;
  if (method === 'POST') return url === '/mcp';
  return (method === 'GET' || method === 'HEAD') && (url === undefined || !keyed.has(url));
}

const pathOf = ({ url }: FastifyRequest): string => url.split('?', 1)[0] ?? '';
