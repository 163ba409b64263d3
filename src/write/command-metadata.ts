/** Who requests a change, and in which request. */
export interface Actor {
  /** Stored in the log: `key:<id>` of the API key, never a secret. */
  actor: string;
  /** The request's id. */
  correlationId: string;
}

/** Conditions of a change. */
export interface Preconditions {
  /** The `Idempotency-Key` header: the change is made only once with it. */
  idempotencyKey?: string;
  /** The version of `If-Match`: the change is refused if the policy has another version. */
  ifVersion?: number;
}

export type CommandMetadata = Actor & Preconditions;
