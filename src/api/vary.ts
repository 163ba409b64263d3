import type { FastifyReply } from 'fastify';

/** Adds a header to the answer's `Vary` (RFC 9110, section 12.5.5), once. */
export function varyAlso(reply: FastifyReply, header: string): void {
  const vary = reply.getHeader('vary');
  const names = typeof vary === 'string' ? vary.split(',').map((name) => name.trim()) : [];
  if (!names.some((name) => name.toLowerCase() === header.toLowerCase()))
    reply.header('vary', [...names, header].join(', '));
}
