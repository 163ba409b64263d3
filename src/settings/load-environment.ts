import { existsSync, readFileSync } from 'node:fs';
import { parseEnv } from 'node:util';
import { type Environment, readEnvironment } from './environment.js';

/**
 * The process's environment, completed from the file `.env` in the working directory where there is one. A variable
 * that is set wins over the file, also an empty one: that is how to switch a line of the file off for one start.
 * @throws EnvironmentMistakes
 */
export function loadEnvironment(): Environment {
  const file = existsSync('.env') ? parseEnv(readFileSync('.env', 'utf8')) : {};
  return readEnvironment({ ...file, ...process.env });
}
