import { createHmac } from 'node:crypto';
import type { Cluster } from './cluster.js';

/** The application's role, and its database of the same name; not a superuser. */
export const OWNER = 'timeline';
export const SUPERUSER = 'postgres';

/** The URL of a role's own database in the embedded server. */
export function urlOf(cluster: Cluster, port: number, role: typeof OWNER | typeof SUPERUSER): string {
  return `postgresql://${role}:${passwordOf(cluster, role)}@127.0.0.1:${port}/${role}`;
}

/** All passwords are derived from the cluster's secret, so one file is enough. */
export function passwordOf({ secret }: Cluster, role: typeof OWNER | typeof SUPERUSER): string {
  return role === SUPERUSER ? secret : createHmac('sha256', secret).update(role).digest('hex');
}
