import type { Change } from '../../domain/change.js';
import type { JsonObject } from '../../domain/json.js';

/** A line that by itself is valid; whether its policy allows it is yet to be decided. */
export interface ImportLine {
  /** From 1. */
  number: number;
  /** UTC, six decimals; given in a backfill, else null. */
  recordedAt: string | null;
  /**
   * The `target` of a correction or retraction is an externalId here; the `policyId` of a ruling that does not say its policy is '',
   * and it is then that of the first development it names.
   */
  change: Change;
  /** What the same request over HTTP would have as its body: the digest is made of it. */
  body: JsonObject;
  /** Of the event that the line becomes, if it does. */
  eventId: string;
  /** Names a line that has no externalId: the digest of the whole line; '' if it has one. */
  ownName: string;
  /** How many times the file has said this, repeats left out: see RepeatedLines. The importer counts. */
  timesSaid: number;
}
