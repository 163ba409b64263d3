import 'reflect-metadata';
import {
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  Matches,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';
import { isProxy, proxiesIn } from './proxies.js';

export const LOG_LEVELS = ['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export type LogFormat = 'text' | 'json';

/** All settings of the service; `.env.example` documents each variable. */
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

  /** Folder of the embedded PostgreSQL and of the files of jobs; created if missing. */
  @IsNotEmpty()
  DATA_DIR = '.data';

  /** A PostgreSQL 15 or later to use instead of the embedded one. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[!-~]+$/, { message: 'must be a PostgreSQL URL' })
  DATABASE_URL?: string;

  /** The same database with the role that owns the schema: it migrates, and gives the role of DATABASE_URL its privileges. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[!-~]+$/, { message: 'must be a PostgreSQL URL' })
  DATABASE_OWNER_URL?: string;

  /** The same database with a role that only reads. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[!-~]+$/, { message: 'must be a PostgreSQL URL' })
  DATABASE_READER_URL?: string;

  /** Physical standbys of the same database, with the reader's role, separated by spaces: reads go to those that are far enough. */
  @IsOptional()
  @Matches(/^postgres(ql)?:\/\/[!-~]+( +postgres(ql)?:\/\/[!-~]+)*$/, {
    message: 'must be PostgreSQL URLs separated by spaces',
  })
  READ_DATABASE_URLS?: string;

  /** The administrator's API key; without it, one is created at the first start and printed once. */
  @IsOptional()
  @Matches(/^[!-~][ -~]{30,198}[!-~]$/, {
    message: 'must be 32 to 200 printable ASCII characters, not beginning or ending with a space',
  })
  ADMIN_API_KEY?: string;

  /** `public`: anyone may read; `key`: reads need an API key too. */
  @IsIn(['public', 'key'], { message: 'must be public or key' })
  READ_ACCESS: 'public' | 'key' = 'public';

  /** The public address of the service, without a slash at the end; feeds link there. Without it: the address of each request. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s\/?#@]+(\/[^\s\/?#]+)*$/, {
    message: 'must be an http or https URL without a slash at the end',
  })
  PUBLIC_URL?: string;

  /** An OpenID Connect provider whose tokens are accepted: its issuer, exactly as its tokens name it. */
  @IsOptional()
  @Matches(/^(https:\/\/|http:\/\/(localhost|127\.0\.0\.1|\[::1\])(?=[:\/]|$))[^\s?#]*$/, {
    message: 'must be an https URL (http only on this machine)',
  })
  OIDC_ISSUER?: string;

  /** For whom its tokens must be made (`aud`). */
  @ValidateIf(({ OIDC_ISSUER, OIDC_AUDIENCE }: Environment) => (OIDC_ISSUER ?? OIDC_AUDIENCE) !== undefined)
  @Matches(/^[!-~]{1,500}$/, {
    message: 'must be set where OIDC_ISSUER is: what the claim aud of tokens for this service holds',
  })
  OIDC_AUDIENCE?: string;

  /** The claim that holds one or more roles of this service. */
  @Matches(/^[!-~]{1,200}$/, { message: 'must be the name of a claim, or a path to one' })
  OIDC_ROLE_CLAIM = 'roles';

  /** The client of the dashboard at the provider; left out: people sign in to it with API keys. */
  @IsOptional()
  @Matches(/^[ -~]{1,500}$/, { message: 'must be the id of a client' })
  OIDC_CLIENT_ID?: string;

  /** The secret of that client, if it has one. */
  @IsOptional()
  @Matches(/^[ -~]{1,500}$/, { message: 'must be the secret of a client' })
  OIDC_CLIENT_SECRET?: string;

  /** What the dashboard asks of the provider. */
  @Matches(/^[!-~]+( [!-~]+)*$/, { message: 'must be scopes separated by spaces' })
  OIDC_SCOPE = 'openid profile';

  /** How many requests each key, and each address without one, may make: `600/60` is 600 in 60 seconds. Left out: any number. */
  @IsOptional()
  @Matches(/^[1-9]\d{0,6}(\/[1-9]\d{0,4})?$/, {
    message: 'must be a number of requests, a slash and a number of seconds up to 99999',
  })
  RATE_LIMIT?: string;

  /** The reverse proxies, separated by commas, whose X-Forwarded-For, -Proto and -Host are believed: addresses or networks. */
  @IsOptional()
  @ValidateBy({
    name: 'isProxies',
    validator: {
      validate: (setting: unknown) => proxiesIn(String(setting)).every(isProxy),
      defaultMessage: () =>
        'must be addresses or networks separated by commas, or loopback, linklocal, uniquelocal',
    },
  })
  TRUST_PROXY?: string;

  /** The origins, separated by commas, whose pages may read with READ_ACCESS=key, and write with a key. Any page may read what is public. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s\/?#@,]+(, *https?:\/\/[^\s\/?#@,]+)*$/, {
    message: 'must be origins (scheme, host and port, no slash at the end) separated by commas',
  })
  CORS_ORIGINS?: string;

  /** The origins, separated by spaces, whose pages may show embeds in a frame; `*`: all. The dashboard is never framed. */
  @Matches(/^(\*|'none'|'self'|https?:\/\/[^\s\/?#@,;]+)( (\*|'self'|https?:\/\/[^\s\/?#@,;]+))*$/, {
    message: "must be origins separated by spaces, 'self', 'none' or *",
  })
  EMBED_ANCESTORS = '*';

  /** The name under which checkpoints of the log are signed; left out: one is made with the log. Fixed by the first start. */
  @IsOptional()
  @Matches(/^[^\s+\p{Cc}]{1,200}$/u, {
    message: 'must be up to 200 characters without spaces and plus signs',
  })
  LOG_ORIGIN?: string;

  /** The private key that signs them: 32 bytes in base64; left out: one is made in DATA_DIR. */
  @IsOptional()
  @Matches(/^[A-Za-z0-9+/]{43}=$/, { message: 'must be 32 bytes in base64' })
  LOG_KEY?: string;

  /** How many questions about many policies are answered at once; the others take turns. */
  @IsInt({ message: 'must be a whole number from 1 to 64' })
  @Min(1, { message: 'must be a whole number from 1 to 64' })
  @Max(64, { message: 'must be a whole number from 1 to 64' })
  DEAR_READS = 3;

  /** A file or an address with a checkpoint kept elsewhere: a start on a log that has less, or something else, refuses. */
  @IsOptional()
  @Matches(/^[!-~]{1,2000}$/, { message: 'must be a path without spaces or an http or https URL' })
  LOG_CHECKPOINT?: string;

  /** How much is logged: this level and the more serious ones. */
  @IsIn(LOG_LEVELS, { message: `must be one of ${LOG_LEVELS.join(', ')}` })
  LOG_LEVEL: LogLevel = 'info';

  /** `json`: a JSON object a line, and a line for each request. */
  @IsIn(['text', 'json'], { message: 'must be text or json' })
  LOG_FORMAT: LogFormat = 'text';

  /** The base address of an OpenTelemetry collector (OTLP over HTTP) that gets a span for each request. */
  @IsOptional()
  @Matches(/^https?:\/\/[^\s?#]+$/, { message: 'must be an http or https URL' })
  OTEL_EXPORTER_OTLP_ENDPOINT?: string;

  /** The licence of exported data: an SPDX identifier or a sentence. It is written into every file. */
  @IsNotEmpty()
  @Matches(/^[^\p{Cc}]{1,500}$/u, { message: 'must be one line of at most 500 characters' })
  DATA_LICENCE = 'not stated';

  /** How many days an exported file is kept. */
  @IsInt({ message: 'must be a whole number from 1 to 36500' })
  @Min(1, { message: 'must be a whole number from 1 to 36500' })
  @Max(36500, { message: 'must be a whole number from 1 to 36500' })
  EXPORT_KEEP_DAYS = 30;

  /** A bucket of S3 or of an S3-compatible server for exported files; without it they are kept in DATA_DIR/exports. */
  @IsOptional()
  @Matches(/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/, { message: 'must be the name of a bucket' })
  EXPORT_S3_BUCKET?: string;

  /** Prefix of each object name in the bucket. */
  @Matches(/^([A-Za-z0-9._-]+\/)*$/, { message: 'must be empty or end with a slash' })
  EXPORT_S3_PREFIX = '';

  /** The region of the bucket. */
  @Matches(/^[a-z0-9-]+$/, { message: 'must be the name of a region' })
  EXPORT_S3_REGION = 'us-east-1';

  /** The URL of an S3-compatible server that is not Amazon's. */
  @IsOptional()
  @Matches(/^https?:\/\/[!-~]+$/, { message: 'must be an http or https URL' })
  EXPORT_S3_ENDPOINT?: string;

  /** The access key of the bucket; without it, the AWS SDK's default credentials are used. */
  @IsOptional()
  @Matches(/^[!-~]+$/, { message: 'must be an access key id' })
  EXPORT_S3_ACCESS_KEY_ID?: string;

  @IsOptional()
  @Matches(/^[!-~]+$/, { message: 'must be a secret access key' })
  EXPORT_S3_SECRET_ACCESS_KEY?: string;
}
