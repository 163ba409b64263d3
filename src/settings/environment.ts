import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { IsIn, IsInt, IsNotEmpty, IsOptional, Matches, Max, Min, validateSync } from 'class-validator';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** Everything that can be set from outside, and nothing else; `.env.example` documents each variable. */
export class Environment {
  /** The address to listen on. */
  @IsNotEmpty()
  @Matches(/^[\w.:%-]+$/, { message: 'must be a host name or an address to listen on' })
  HOST = '127.0.0.1';

  /** The TCP port to listen on, 0 to 65535; 0 lets the system choose a free one. */
  @IsInt({ message: 'must be a whole number from 0 to 65535' })
  @Min(0, { message: 'must be a whole number from 0 to 65535' })
  @Max(65535, { message: 'must be a whole number from 0 to 65535' })
  PORT = 3000;

  /** Where the embedded PostgreSQL and files of jobs live; made when missing. Unused variables cost nothing. */
  @IsNotEmpty()
  DATA_DIR = '.data';

  /** A PostgreSQL 15 or later to use instead of the embedded one. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[!-~]+$/, { message: 'must be a PostgreSQL URL' })
  DATABASE_URL?: string;

  /** The administrator's API key; without it one is made at the first start and printed once. */
  @IsOptional()
  @Matches(/^[!-~][ -~]{30,198}[!-~]$/, {
    message: 'must be 32 to 200 printable ASCII characters, not beginning or ending with a space',
  })
  ADMIN_API_KEY?: string;

  /** `public`: anyone may read; `key`: reads need an API key too. */
  @IsIn(['public', 'key'], { message: 'must be public or key' })
  READ_ACCESS: 'public' | 'key' = 'public';

  /** How much is logged: this level and the more serious ones. */
  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info';
}

const EXAMPLES: Record<keyof Environment, string> = {
  HOST: '127.0.0.1',
  PORT: '3000',
  DATA_DIR: '.data',
  DATABASE_URL: 'postgresql://timeline:secret@127.0.0.1:5432/timeline',
  ADMIN_API_KEY: '(the output of: openssl rand -hex 32)',
  READ_ACCESS: 'public',
  LOG_LEVEL: 'info',
};

/** All mistakes of the environment at once, a line each, with the variable's name, what it must be and an example. */
export class EnvironmentMistakes extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(['The environment is not usable:', ...mistakes.map((mistake) => `  ${mistake}`)].join('\n'));
    this.name = 'EnvironmentMistakes';
  }
}

/**
 * Reads the environment; an empty variable counts as not set, and variables of others are left alone.
 * @throws EnvironmentMistakes naming every variable in error. Values are never repeated: they may be secrets.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.keys(EXAMPLES).flatMap((name): [string, string | number][] => {
    const value = variables[name];
    if (value === undefined || value === '') return [];
    return [[name, name === 'PORT' && /^\d{1,5}$/.test(value) ? Number(value) : value]];
  });
  const environment = plainToInstance(Environment, Object.fromEntries(given));
  const mistakes = validateSync(environment, { stopAtFirstError: true }).map((error) => {
    const name = error.property as keyof Environment;
    return `${name} ${Object.values(error.constraints ?? {}).join('; ')}, for example ${name}=${EXAMPLES[name]}`;
  });
  if (mistakes.length > 0) throw new EnvironmentMistakes(mistakes);
  return environment;
}
