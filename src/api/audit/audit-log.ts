import type { JsonObject } from '../../domain/json.js';

/** An administrator's act. */
export interface Act {
  /** Who, as the log names actors. */
  actor: string;
  /** What, as `key-created`. */
  act: string;
  /** To what, by its id or name; null: not known before it is done. */
  target: string | null;
  /** From which network address. */
  address: string;
  requestId: string;
}

/** What came of an act; `refused`: nothing was changed. */
export interface Outcome extends Pick<Act, 'target'> {
  refused: boolean;
  /** What was done; never a secret. */
  details: JsonObject;
}

/** An act as kept; ids rise. `at` is RFC 3339 UTC text by the database's clock. */
export interface KeptAct extends Act, Pick<Outcome, 'details'> {
  id: number;
  at: string;
  /** It began, and it is not known whether it was done: it is under way, or the process ended, or the database was away. Left out: it was done. */
  outcome?: 'unknown';
}

/** Keeps the acts of administrators. An abstract class, so that it is its own token for dependency injection. */
export abstract class AuditLog {
  /** Keeps that an act begins, before it does. @returns its id */
  abstract begin(act: Act): Promise<number>;
  abstract end(id: number, outcome: Outcome): Promise<void>;
  /**
   * Newest first, without those that were refused.
   * @param before only acts with a lower id
   */
  abstract list(limit: number, before?: number): Promise<KeptAct[]>;
}
