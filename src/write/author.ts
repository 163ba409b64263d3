/** Who asks for a change, and in which request. */
export interface Author {
  /** For the log: `key:<id>` of the API key, never a secret. */
  actor: string;
  /** The request's id. */
  correlationId: string;
}

/** How a client guards a change against repetition and against what others did meanwhile. */
export interface Guards {
  /** The `Idempotency-Key` header. */
  idempotencyKey?: string;
  /** The version of `If-Match`: the change is refused unless the policy is exactly there. */
  ifVersion?: number;
}
