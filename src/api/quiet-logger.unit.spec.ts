import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import type { LogLevel } from '../settings/environment.js';
import { QuietLogger } from './quiet-logger.js';

const written: string[] = [];
beforeEach(() => {
  const keep = (text: string | Uint8Array): boolean => written.push(String(text)) > 0;
  jest.spyOn(process.stdout, 'write').mockImplementation(keep);
  jest.spyOn(process.stderr, 'write').mockImplementation(keep);
});
afterEach(() => {
  jest.restoreAllMocks();
  written.length = 0;
});

/** The levels that come through, and whether Nest's own steps do. */
function heard(level: LogLevel): string[] {
  const logger = new QuietLogger(level);
  logger.fatal('[fatal]', 'Spec');
  logger.error('[error]', 'Spec');
  logger.warn('[warn]', 'Spec');
  logger.log('[log]', 'Spec');
  logger.log('[mapped a route]', 'RouterExplorer');
  logger.debug('[debug]', 'Spec');
  logger.verbose('[verbose]', 'Spec');
  return [...written.join('').matchAll(/\[((?:fatal|error|warn|log|mapped a route|debug|verbose))\]/g)].map(
    ([, word]) => word ?? '',
  );
}

describe('the log of the process', () => {
  it.each<[LogLevel, string[]]>([
    ['silent', []],
    ['fatal', ['fatal']],
    ['error', ['fatal', 'error']],
    ['warn', ['fatal', 'error', 'warn']],
    ['info', ['fatal', 'error', 'warn', 'log']],
    ['debug', ['fatal', 'error', 'warn', 'log', 'mapped a route', 'debug']],
    ['trace', ['fatal', 'error', 'warn', 'log', 'mapped a route', 'debug', 'verbose']],
  ])('at level %s holds %p', (level, expected) => {
    expect(heard(level)).toEqual(expected);
  });
});
