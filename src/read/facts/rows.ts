import type { Day } from '../../domain/day.js';

/** `known_to` of a row that still stands: PostgreSQL's greatest bigint, as text because a double can't hold it. */
export const STANDS = '9223372036854775807';

export interface PolicyRow {
  policyNo: number;
  policyId: string;
  knownFrom: number;
  knownTo: number | null;
  title: string;
  jurisdictions: string[];
  area: string;
  timeZone: string;
  header: string;
}

export interface VersionRow {
  policyNo: number;
  knownFrom: number;
  version: number;
  developments: number;
  /** Any of the events so far was backfilled. */
  reconstructed: boolean;
  /** When the event was recorded: RFC 3339 UTC, six decimals. */
  recordedAt: string;
}

export interface UpcomingRow {
  policyNo: number;
  eventId: string;
  begins: Day;
  knownFrom: number;
  knownTo: number | null;
  item: string;
}

/** A live development; see the table's own comment for its days. */
export interface DevelopmentRow {
  policyNo: number;
  factNo: number;
  position: number;
  eventId: string;
  kind: string;
  knownFrom: number;
  knownTo: number | null;
  begins: Day;
  day: Day;
  latest: Day;
  /** Its days are exactly these, and its source does not doubt them. */
  certain: boolean;
  publishedFrom: Day | null;
  publishedTo: Day | null;
}

export interface FactRow {
  policyNo: number;
  path: string;
  validFrom: Day;
  validTo: Day;
  knownFrom: number;
  /** null: it still stands. */
  knownTo: number | null;
  definite: boolean;
  value: string | null;
  rest: string;
  includeValue: string | null;
  includeRest: string | null;
  excludeValue: string | null;
  excludeRest: string | null;
}
