import type { Environment } from '../settings/environment.js';

/** One database under the roles that have different duties in it. */
export interface DatabaseUrls {
  /** Migrates, and gives the others their privileges; undefined: `app` owns the schema, or it is migrated by a command. */
  owner?: string;
  /** As which the service writes. */
  app: string;
  /** As which it reads; undefined: as `app`. */
  reader?: string;
}

export type DatabaseSettings = Pick<
  Environment,
  | 'DATABASE_URL'
  | 'DATABASE_OWNER_URL'
  | 'DATABASE_READER_URL'
  | 'READ_DATABASE_URLS'
  | 'DATA_DIR'
  | 'DEAR_READS'
>;

/** The database that is set; null: the embedded one. */
export function urlsIn(settings: DatabaseSettings): DatabaseUrls | null {
  const { DATABASE_URL: app, DATABASE_OWNER_URL: owner, DATABASE_READER_URL: reader } = settings;
  if (app === undefined) return null;
  return { app, ...(owner !== undefined && { owner }), ...(reader !== undefined && { reader }) };
}

/** The role in a URL; undefined: the system decides. */
export const roleIn = (url: string): string | undefined =>
  decodeURIComponent(new URL(url).username) || undefined;

/** Its password; empty if there is none. */
export const passwordIn = (url: string): string => decodeURIComponent(new URL(url).password);
