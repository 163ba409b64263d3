import { ConsoleLogger, type LogLevel as NestLevel } from '@nestjs/common';
import { LOG_LEVELS, type LogLevel } from '../settings/environment.js';

const NEST_LEVELS: Readonly<Record<LogLevel, readonly NestLevel[]>> = {
  silent: [],
  fatal: ['fatal'],
  error: ['error'],
  warn: ['warn'],
  info: ['log'],
  debug: ['debug'],
  trace: ['verbose'],
};

/** Nest's own steps at start-up, a line for each module and route: of use only when hunting a defect. */
const CHATTER = new Set([
  'InstanceLoader',
  'NestFactory',
  'NestApplication',
  'RouterExplorer',
  'RoutesResolver',
]);

/** The log of the process, on the console: LOG_LEVEL and all that is more serious. */
export class QuietLogger extends ConsoleLogger {
  private readonly showsChatter: boolean;

  constructor(level: LogLevel) {
    const levels = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1).flatMap((name) => NEST_LEVELS[name]);
    super({ logLevels: levels, colors: process.stdout.isTTY });
    this.showsChatter = level === 'debug' || level === 'trace';
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (!this.showsChatter && typeof context === 'string' && CHATTER.has(context)) return;
    super.log(message, ...(rest as [string]));
  }
}
