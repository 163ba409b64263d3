import type { JsonObject } from '../../domain/json.js';

/** An administrator's act. */
export interface Act {
  /** Who, as the log names actors. */
  actor: string;
  /** What, as `key-created`. */
  act: string;
  /** To what, by its id or name. */
  target: string | null;
  /** What was asked for; never a secret. */
  details: JsonObject;
  /** From which network address. */
  address: string;
  requestId: string;
}

/** An act as kept; ids rise. `at` is RFC 3339 UTC text by the database's clock. */
export interface KeptAct extends Act {
  id: number;
  at: string;
}

/** Keeps the acts of administrators. An abstract class, so that it is its own token for dependency injection. */
export abstract class AuditLog {
  abstract add(act: Act): Promise<void>;
  /**
   * Newest first.
   * @param before only acts with a lower id
   */
  abstract list(limit: number, before?: number): Promise<KeptAct[]>;
}
