import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import type { Environment } from './environment.js';
import { readEnvironment } from './read-environment.js';

/**
 * The environment of the process, completed from the file `.env` in the working directory if there is one. A variable that is
 * set has precedence over the file, even an empty one: this turns off a line of the file for one start.
 * @throws EnvironmentMistakes
 */
export function loadEnvironment(): Environment {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return readEnvironment({ ...file, ...process.env });
}
