import { oidcIn, Oidc } from '../../api/sign-in/oidc-settings.js';
import { Provider } from '../../api/sign-in/provider.js';
import type { Pools } from '../../database/connect.js';
import { singleSession } from '../../database/single-session.js';
import { currentIdentity } from '../../proof/signing/identity.js';
import { refuseBehindHeld } from '../../proof/refuse-rolled-back.js';
import type { Environment } from '../../settings/environment.js';
import { check, warning, type Finding } from './finding.js';

/** What the settings name beside the database, each only if it is set. @param read null: the database is away */
export async function neighbourFindings(
  environment: Environment,
  read: Pools['read'] | null,
): Promise<Finding[]> {
  const { LOG_CHECKPOINT: held, READ_DATABASE_URLS: standbys } = environment;
  const oidc = oidcIn(environment);
  const findings: Promise<Finding>[] = [];
  if (oidc)
    findings.push(
      check('sign-in', async () => {
        const { issuer } = await new Provider(new Oidc(oidc)).metadata();
        return `${issuer} answers`;
      }),
    );
  const urls = standbys?.split(' ').filter((url) => url !== '') ?? [];
  if (read && urls.length > 0)
    findings.push(
      ...urls.map((url, i) => check(`read standby ${i + 1}`, () => standbyAt(new URL(url), read))),
    );
  if (read && held !== undefined)
    findings.push(
      check('checkpoint elsewhere', async () => {
        const identity = await currentIdentity(read);
        if (!identity) return 'No server has signed for the log yet';
        await refuseBehindHeld(read, identity, held);
        return 'The log holds all of it';
      }),
    );
  return Promise.all(findings);
}

const POSITION = 'SELECT coalesce(max(events.position), 0) AS position FROM log.events';

/** The URL is not told: it holds a password. */
async function standbyAt(
  { href, host }: URL,
  primary: Pools['read'],
): Promise<string | Omit<Finding, 'check'>> {
  const client = singleSession(href, 'doctor', 5000);
  try {
    await client.connect();
    const role = await client.query<{ standby: boolean }>('SELECT pg_is_in_recovery() AS standby');
    if (!role.rows[0]?.standby)
      return warning(`${host} is no standby: name only standbys in READ_DATABASE_URLS`);
    const { rows: here } = await client.query<{ position: string }>(POSITION);
    const { rows: there } = await primary.query<{ position: number }>(POSITION);
    const behind = Math.max(0, (there[0]?.position ?? 0) - Number(here[0]?.position ?? 0));
    return behind === 0
      ? `${host} has replayed the whole log`
      : warning(`${host} is ${behind} events behind the primary`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
