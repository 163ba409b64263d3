import type { FastifyRequest } from 'fastify';
import { ANYONE, callerOf } from '../access/caller.js';
import { clientAddress } from '../access/client-address.js';

/** What has places of its own: a key, else an address. */
export function clientOf(request: FastifyRequest): string {
  const { actor } = callerOf(request);
  return actor === ANYONE.actor ? clientAddress(request) : actor;
}
