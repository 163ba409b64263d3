import type { InputError, ProblemOptions } from '../../domain/problem.js';

/** Errors of HTTP itself; the domain's slugs are in src/domain/problem.ts. */
export type HttpSlug =
  | 'invalid-json'
  | 'malformed-request'
  | 'unauthorized'
  | 'forbidden'
  | 'route-not-found'
  | 'method-not-allowed'
  | 'not-acceptable'
  | 'not-embeddable'
  | 'format-not-offered'
  | 'public-url-not-set'
  | 'request-timeout'
  | 'body-too-large'
  | 'uri-too-long'
  | 'unsupported-media-type'
  | 'too-many-requests'
  | 'rate-limited'
  | 'too-many-streams'
  | 'too-many-jobs'
  | 'overloaded'
  | 'headers-too-large'
  | 'internal-error'
  | 'sign-in-unavailable'
  | 'not-ready';

export interface HttpProblemOptions extends ProblemOptions {
  headers?: Readonly<Record<string, string>>;
}

/** A refusal by the HTTP layer itself. */
export class HttpProblem extends Error {
  readonly errors: readonly InputError[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    readonly slug: HttpSlug,
    readonly detail: string,
    options: HttpProblemOptions = {},
  ) {
    super(`${slug}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'HttpProblem';
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
    this.retryAfter = options.retryAfter;
    this.headers = options.headers ?? {};
  }
}
