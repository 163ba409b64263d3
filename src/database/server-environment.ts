import { platform } from 'node:os';

/**
 * The environment of PostgreSQL's programs. Not the environment of this process: it holds the administrator's key and the
 * bucket's secrets, which the system account `postgres` and every superuser of the database could read there.
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { PATH, SystemRoot } = process.env;
  // Windows programs do not start without SystemRoot. C.UTF-8 sorts the same on every machine.
  return { PATH, LC_ALL: 'C.UTF-8', TZ: 'UTC', ...(platform() === 'win32' && { SystemRoot }) };
}
