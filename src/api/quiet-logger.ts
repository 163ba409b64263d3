import { ConsoleLogger, type LogLevel as NestLevel } from '@nestjs/common';
import { type LogFormat, LOG_LEVELS, type LogLevel } from '../settings/environment.js';
import { logContext } from './telemetry/request-log.js';

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

/**
 * The log of the process on the console: messages of LOG_LEVEL and more serious ones, as text for people or as JSON, a line each, for
 * programs, which names the request that a line belongs to.
 */
export class QuietLogger extends ConsoleLogger {
  private readonly showsChatter: boolean;

  constructor(level: LogLevel, format: LogFormat = 'text') {
    const levels = LOG_LEVELS.slice(0, LOG_LEVELS.indexOf(level) + 1).flatMap((name) => NEST_LEVELS[name]);
    super({ logLevels: levels, ...(format === 'json' ? { json: true } : { colors: process.stdout.isTTY }) });
    this.showsChatter = level === 'debug' || level === 'trace';
  }

  override log(message: unknown, ...rest: unknown[]): void {
    const context = rest.at(-1);
    if (!this.showsChatter && typeof context === 'string' && CHATTER.has(context)) return;
    super.log(message, ...(rest as [string]));
  }

  protected override getJsonLogObject(
    ...[message, options]: Parameters<ConsoleLogger['getJsonLogObject']>
  ): ReturnType<ConsoleLogger['getJsonLogObject']> {
    const line = super.getJsonLogObject(message, options);
    const { message: said, ...rest } = line;
    const isObject = typeof said === 'object' && said !== null;
    const told = isObject ? said : { message: said };
    // Instants as everywhere in the service, not milliseconds.
    return { ...rest, timestamp: new Date(rest.timestamp).toISOString(), ...logContext(), ...told } as never;
  }
}
