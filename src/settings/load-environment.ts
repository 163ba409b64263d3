import { existsSync } from 'node:fs';
import { loadEnvFile } from 'node:process';
import { type Environment, readEnvironment } from './environment.js';

/**
 * The process's environment, completed from the file `.env` in the working directory where there is one. A variable
 * that is already set wins over the file, so one start can differ without an edit; an empty one counts as set here
 * and as absent afterwards, which is how to switch a line of the file off.
 * @throws EnvironmentMistakes
 */
export function loadEnvironment(): Environment {
  if (existsSync('.env')) loadEnvFile('.env');
  return readEnvironment(process.env);
}
