/**
 * Problems of requests, in terms of the domain. Pure: the catalogue of the HTTP layer (src/api/problems/catalogue.ts) has the
 * HTTP status and the explanation of each slug, and a slug that is missing there does not compile.
 */
export type DomainSlug =
  | 'invalid-input'
  | 'invalid-parameters'
  | 'policy-not-known'
  | 'policy-already-registered'
  | 'development-not-known'
  | 'kind-not-known'
  | 'field-not-known'
  | 'job-not-known'
  | 'projection-not-known'
  | 'rebuild-under-way'
  | 'rebuild-failed'
  | 'file-not-ready'
  | 'key-not-known'
  | 'key-revoked'
  | 'key-expired'
  | 'person-not-known'
  | 'already-superseded'
  | 'retraction-is-final'
  | 'ruling-not-correctable'
  | 'contest-changed'
  | 'sequence-contradiction'
  | 'field-shape-conflict'
  | 'external-id-taken'
  | 'version-conflict'
  | 'version-mismatch'
  | 'idempotency-key-reused'
  | 'backfill-below-head'
  | 'import-too-large'
  | 'invalid-cursor'
  | 'redacted'
  | 'checkpoint-not-known'
  | 'no-checkpoint'
  | 'writes-paused'
  | 'not-caught-up'
  | 'database-unavailable';

/** One mistake: its location (JSON pointer into the body, or name of a parameter or header) and the rule. */
export interface InputError {
  /** RFC 6901, into the request body; '' is the whole body. */
  pointer?: string;
  parameter?: string;
  header?: string;
  detail: string;
  allowed?: readonly string[] | undefined;
  didYouMean?: string | undefined;
}

export interface ProblemOptions {
  errors?: readonly InputError[];
  /** Further members of the problem document, such as the current version; never `type`, `title`, `status`, `detail`. */
  extra?: Readonly<Record<string, unknown>>;
  /** Seconds after which another try may succeed; sent as `Retry-After`. */
  retryAfter?: number | undefined;
  cause?: unknown;
}

/** A refusal that the caller can understand and correct; everything else that is thrown is a defect. */
export class DomainProblem extends Error {
  readonly errors: readonly InputError[];
  readonly extra: Readonly<Record<string, unknown>>;
  readonly retryAfter: number | undefined;

  constructor(
    readonly slug: DomainSlug,
    readonly detail: string,
    options: ProblemOptions = {},
  ) {
    super(`${slug}: ${detail}`, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'DomainProblem';
    this.errors = options.errors ?? [];
    this.extra = options.extra ?? {};
    this.retryAfter = options.retryAfter;
  }
}
