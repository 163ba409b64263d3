/** Who asks for a change, and in which request. */
export interface Actor {
  /** For the log: `key:<id>` of the API key, never a secret. */
  actor: string;
  /** The request's id. */
  correlationId: string;
}

/** Under which conditions a change may be made. */
export interface Preconditions {
  /** The `Idempotency-Key` header: the change is made once under it. */
  idempotencyKey?: string;
  /** The version of `If-Match`: the change is refused unless the policy is exactly there. */
  ifVersion?: number;
}

export type CommandMetadata = Actor & Preconditions;
