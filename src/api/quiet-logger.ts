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

/** Nest's start-up messages, a line for each module and route; useful only for debugging. */
const CHATTER = new Set([
  'InstanceLoader',
  'NestFactory',
  'NestApplication',
  'RouterExplorer',
  'RoutesResolver',
]);

/** The log of the process on the console: messages of LOG_LEVEL and more serious ones. */
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
