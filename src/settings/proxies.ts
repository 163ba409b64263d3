import { isIP } from 'node:net';

/** Names for whole ranges of addresses. */
const RANGES = ['loopback', 'linklocal', 'uniquelocal'];

/** The proxies of TRUST_PROXY: addresses, networks as `10.0.0.0/8`, or names of ranges. */
export const proxiesIn = (setting: string | undefined): string[] =>
  setting === undefined ? [] : setting.split(',').map((proxy) => proxy.trim());

/** Whether it is an address, a network or the name of a range. */
export function isProxy(text: string): boolean {
  if (RANGES.includes(text)) return true;
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 4 ? 32 : 128));
}
