import { createHmac } from 'node:crypto';
import type { Cluster } from './cluster.js';

/** The role, and the database of the same name, that the application connects as; no superuser. */
export const OWNER = 'timeline';
export const SUPERUSER = 'postgres';

/** The URL of a role's own database in the embedded server. */
export function urlOf(cluster: Cluster, port: number, role: typeof OWNER | typeof SUPERUSER): string {
  return `postgresql://${role}:${passwordOf(cluster, role)}@127.0.0.1:${port}/${role}`;
}

/** Every password follows from the cluster's secret, so that one file keeps them all. */
export function passwordOf({ secret }: Cluster, role: typeof OWNER | typeof SUPERUSER): string {
  return role === SUPERUSER ? secret : createHmac('sha256', secret).update(role).digest('hex');
}
