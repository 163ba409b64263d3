import type { FastifyInstance } from 'fastify';
import type { Standbys } from '../database/standbys.js';

/**
 * Reads that a standby can answer. Not: streams of events, which last longer than a standby may stay close to the primary; jobs and
 * keys, which are read where they were just written.
 */
const READS = /^\/v1\/(?!events\/stream|exports|imports|keys|audit|projections|log\b)/;
const PINNED = /[?&]position=([1-9]\d{0,15})(?:&|$)/;

/** Sends each read to the standby that answers it, if one can. */
export function readFromStandbys(server: FastifyInstance, standbys: Standbys): void {
  server.addHook('onRequest', (request, _reply, done) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    if (!isRead || !READS.test(request.url)) {
      done();
      return;
    }
    const position = PINNED.exec(request.url)?.[1];
    void standbys.route(position === undefined ? undefined : Number(position), done);
  });
}
