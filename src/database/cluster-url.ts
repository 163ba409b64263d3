import { createHmac } from 'node:crypto';
import type { Cluster } from './cluster.js';
import type { DatabaseUrls } from './database-urls.js';

/** The role that owns the schema, and its database of the same name; not a superuser. */
export const OWNER = 'timeline';
/** The roles of the service: it writes as one and reads as the other. Neither may change the log. */
export const APP = 'timeline_app';
export const READER = 'timeline_reader';
export const SUPERUSER = 'postgres';

type Role = typeof OWNER | typeof APP | typeof READER | typeof SUPERUSER;

/** The URL of the application's database in the embedded server; for the superuser that of its own. */
export function urlOf(cluster: Cluster, port: number, role: Role): string {
  const database = role === SUPERUSER ? SUPERUSER : OWNER;
  return `postgresql://${role}:${passwordOf(cluster, role)}@127.0.0.1:${port}/${database}`;
}

/** The URLs of the three roles. */
export const urlsOf = (cluster: Cluster, port: number): DatabaseUrls => ({
  owner: urlOf(cluster, port, OWNER),
  app: urlOf(cluster, port, APP),
  reader: urlOf(cluster, port, READER),
});

/** All passwords are derived from the cluster's secret, so one file is enough. */
export function passwordOf({ secret }: Cluster, role: Role): string {
  return role === SUPERUSER ? secret : createHmac('sha256', secret).update(role).digest('hex');
}
