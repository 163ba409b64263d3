import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment } from './environment.js';

/** A value of each variable, as the mistakes of the environment show it. */
export const EXAMPLES: Record<keyof Environment, string> = {
  HOST: '127.0.0.1',
  PORT: '3000',
  DATA_DIR: '.data',
  DATABASE_URL: 'postgresql://timeline_app:secret@127.0.0.1:5432/timeline',
  DATABASE_OWNER_URL: 'postgresql://timeline:secret@127.0.0.1:5432/timeline',
  DATABASE_READER_URL: 'postgresql://timeline_reader:secret@127.0.0.1:5432/timeline',
  READ_DATABASE_URLS:
    'postgresql://timeline_reader:secret@standby-1:5432/timeline postgresql://timeline_reader:secret@standby-2:5432/timeline',
  ADMIN_API_KEY: '(the output of: openssl rand -hex 32)',
  READ_ACCESS: 'public',
  PUBLIC_URL: 'https://timeline.example.org',
  OIDC_ISSUER: 'https://login.example.org/realms/desk',
  OIDC_AUDIENCE: 'https://timeline.example.org',
  OIDC_ROLE_CLAIM: 'realm_access.roles',
  OIDC_CLIENT_ID: 'policy-timeline-dashboard',
  OIDC_CLIENT_SECRET: '(as the provider gives it)',
  OIDC_SCOPE: 'openid profile',
  RATE_LIMIT: '600/60',
  TRUST_PROXY: '10.0.0.7, 192.168.0.0/16',
  CORS_ORIGINS: 'https://news.example.org, http://localhost:5173',
  EMBED_ANCESTORS: 'https://news.example.org https://*.example.com',
  LOG_ORIGIN: 'timeline.example.org/log',
  LOG_KEY: '(the output of: openssl rand -base64 32)',
  DEAR_READS: '3',
  LOG_CHECKPOINT: 'https://mirror.example.org/v1/log/checkpoint',
  LOG_LEVEL: 'info',
  LOG_FORMAT: 'json',
  OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
  DATA_LICENCE: 'CC-BY-4.0',
  EXPORT_KEEP_DAYS: '30',
  EXPORT_S3_BUCKET: 'policy-timeline-exports',
  EXPORT_S3_PREFIX: 'exports/',
  EXPORT_S3_REGION: 'ap-northeast-1',
  EXPORT_S3_ENDPOINT: 'http://127.0.0.1:9000',
  EXPORT_S3_ACCESS_KEY_ID: '(as the bucket\u2019s owner gives it)',
  EXPORT_S3_SECRET_ACCESS_KEY: '(as the bucket\u2019s owner gives it)',
};

/** Variables whose values are numbers; each has a default. */
const NUMBERS: readonly string[] = Object.entries(new Environment()).flatMap(([name, value]) =>
  typeof value === 'number' ? [name] : [],
);

/** All mistakes of the environment, one line each, with the variable's name, what it must be and an example. */
export class EnvironmentMistakes extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(['The environment is not usable:', ...mistakes.map((mistake) => `  ${mistake}`)].join('\n'));
    this.name = 'EnvironmentMistakes';
  }
}

/**
 * Reads the environment. An empty variable counts as not set; unknown variables are ignored.
 * @throws EnvironmentMistakes that names every wrong variable. Values are never repeated: they may be secrets.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.keys(EXAMPLES).flatMap((name): [string, string | number][] => {
    const value = variables[name];
    if (value === undefined || value === '') return [];
    return [[name, NUMBERS.includes(name) && /^\d{1,5}$/.test(value) ? Number(value) : value]];
  });
  const environment = plainToInstance(Environment, Object.fromEntries(given));
  const mistakes = validateSync(environment, { stopAtFirstError: true }).map((error) => {
    const name = error.property as keyof Environment;
    return `${name} ${Object.values(error.constraints ?? {}).join('; ')}, for example ${name}=${EXAMPLES[name]}`;
  });
  if (mistakes.length > 0) throw new EnvironmentMistakes(mistakes);
  return environment;
}
