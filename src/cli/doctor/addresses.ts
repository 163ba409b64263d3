import { proxiesIn } from '../../settings/proxies.js';
import type { Environment } from '../../settings/environment.js';
import { check, warning, type Finding } from './finding.js';

type Seen = string | Omit<Finding, 'check'>;

/** Hosts whose connections come from this machine only. */
const LOOPBACK = /^(localhost|127\.[\d.]+|\[?::1\]?)$/;
const ANSWER_MS = 5000;

/** Where people reach the service, and whose word on their addresses it takes. */
export const addressFindings = (environment: Environment): Promise<Finding[]> =>
  Promise.all([
    check('public address', () => publicAddress(environment)),
    check('proxies', () => Promise.resolve(proxies(environment))),
  ]);

async function publicAddress({ PUBLIC_URL, HOST }: Environment): Promise<Seen> {
  const local = LOOPBACK.test(HOST);
  if (PUBLIC_URL === undefined)
    return warning(
      'PUBLIC_URL is not set: links in feeds begin with the address of each request, and elsewhere than on this machine there is no oEmbed. Set it to where people reach the service',
    );
  const { hostname, protocol } = new URL(PUBLIC_URL);
  if (LOOPBACK.test(hostname))
    return local
      ? `${PUBLIC_URL} is this machine, as HOST is`
      : warning(
          `PUBLIC_URL is this machine's own address, and HOST=${HOST} takes connections from others: set it to where they reach the service`,
        );
  if (protocol === 'http:')
    return warning(
      `PUBLIC_URL begins with http: everybody on the way can read API keys. Put a proxy with TLS before the service, and set https`,
    );
  const problem = await fetch(`${PUBLIC_URL}/health/live`, { signal: AbortSignal.timeout(ANSWER_MS) }).then(
    (answer) => (answer.ok ? null : `answers ${answer.status}`),
    (error: unknown) => `does not answer (${reasonOf(error)})`,
  );
  return problem === null
    ? `${PUBLIC_URL} answers`
    : warning(
        `${PUBLIC_URL}/health/live ${problem}: does the service run, does the proxy pass that path on, and is the name known to this machine?`,
      );
}

function proxies({ PUBLIC_URL, HOST, TRUST_PROXY }: Environment): Seen {
  const trusted = proxiesIn(TRUST_PROXY);
  const all = trusted.find((proxy) => proxy.endsWith('/0'));
  if (all !== undefined)
    return {
      state: 'failed',
      detail: `TRUST_PROXY holds ${all}: anybody can pass for any address, and RATE_LIMIT limits nobody. Name the proxies only`,
    };
  if (trusted.length === 0)
    return PUBLIC_URL?.startsWith('https:')
      ? warning(
          'PUBLIC_URL begins with https, so a proxy with TLS is before the service, and TRUST_PROXY does not name it: all readers count as one for RATE_LIMIT and the turns of dear questions. Set it to the proxy, which must set X-Forwarded-For, -Proto and -Host',
        )
      : 'No proxy is trusted: the address of a client is that of its connection';
  if (LOOPBACK.test(HOST) && !trusted.some(isLocal))
    return warning(
      `HOST=${HOST} takes connections from this machine only, and TRUST_PROXY does not hold it: the proxy's headers are ignored. Add loopback`,
    );
  return `Believed for the addresses of clients: ${trusted.join(', ')}`;
}

const isLocal = (proxy: string): boolean =>
  proxy === 'loopback' || LOOPBACK.test(proxy.split('/')[0] ?? '') || proxy.startsWith('::ffff:127.');

/** `fetch` says only that it failed; why is in the cause. */
function reasonOf(error: unknown): string {
  const { cause, message } = error as Error;
  return cause instanceof Error ? ((cause as NodeJS.ErrnoException).code ?? cause.message) : message;
}
