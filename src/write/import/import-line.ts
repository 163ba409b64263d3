import type { Change } from '../../domain/change.js';
import type { JsonObject } from '../../domain/json.js';

/** A line that is valid in itself; whether its policy allows it is decided later. */
export interface ImportLine {
  /** From 1. */
  number: number;
  /** UTC, six decimals; given in a backfill, else null. */
  recordedAt: string | null;
  /**
   * In a correction or retraction, `target` is an externalId here. A ruling without a policy has the `policyId` '' and belongs
   * to the policy of the first development that it names.
   */
  change: Change;
  /** The body of the same request over HTTP: its digest is made from it. */
  body: JsonObject;
  /** The id of the event that the line becomes. */
  eventId: string;
  /** The digest of the whole line, as the key of a line without externalId; '' if it has one. */
  ownName: string;
  /** How many times the file has stated this, without repetitions: see RepeatedLines. The importer counts it. */
  timesStated: number;
}
