import type { FastifyRequest } from 'fastify';

const MAPPED = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;

/**
 * The network address that a request counts for: that of its socket, or what a proxy of TRUST_PROXY says. Of IPv6 the first 64
 * bits, as `2001:db8:0:1::/64`: a client with one such address mostly has all of its network, and could use a new one each time.
 */
export function clientAddress({ ip }: Pick<FastifyRequest, 'ip'>): string {
  const address = (ip.split('%', 1)[0] ?? ip).toLowerCase();
  const mapped = MAPPED.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const groups = head === '' ? [] : head.split(':');
  const last = tail === undefined || tail === '' ? [] : tail.split(':');
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - groups.length - last.length);
  const whole = [...groups, ...Array<string>(zeros).fill('0'), ...last];
  return `${whole
    .slice(0, 4)
    .map((group) => group.replace(/^0+(?=.)/, ''))
    .join(':')}::/64`;
}
