import type { Day } from '../../domain/day.js';
import type { Subject } from './count-subjects.js';
import { apart, column, nullable, table, type RowOf } from './table.js';

const bigint = column<number>('bigint');
const integer = column<number>('integer');
const boolean = column<boolean>('boolean');
const text = column<string>('text');
const uuid = column<string>('uuid');
const day = column<Day>('date');
/** Ids of events, 16 bytes each. */
const ids = apart(column<Buffer>('bytea'));

/**
 * The read tables, each column once: statements that insert, close, copy and compare rows are generated from this. The
 * migrations explain and create the tables.
 */
export const POLICIES = table('policies', ['policyId'], {
  policyNo: bigint,
  policyId: text,
  knownFrom: bigint,
  /** In all tables: null while the row is open. */
  knownTo: nullable(bigint),
  title: text,
  jurisdictions: column<string[]>('text[]'),
  area: text,
  timeZone: text,
  header: text,
});

export const VERSIONS = table('versions', [], {
  policyNo: bigint,
  knownFrom: bigint,
  version: integer,
  developments: integer,
  /** One of the events so far was backfilled. */
  reconstructed: boolean,
  /** One of the events so far contradicts another one, or is a ruling. */
  contesting: boolean,
  /** When the event was recorded: RFC 3339 UTC, six decimals. */
  recordedAt: column<string>('timestamptz'),
});

/** Live developments; the migration explains the days. */
export const DEVELOPMENTS = table('developments', ['position'], {
  policyNo: bigint,
  factNo: bigint,
  position: bigint,
  knownFrom: bigint,
  knownTo: nullable(bigint),
  eventId: uuid,
  begins: day,
  day,
  latest: day,
  publishedFrom: nullable(day),
  publishedTo: nullable(day),
  /** Its days are exact and not questionable, and no other development contradicts it. */
  certain: boolean,
  contested: boolean,
  kind: text,
  /** See dateTextOf: null if it is never to come. */
  dateText: nullable(text),
});

export const FIELD_STEPS = table('facts', ['policyNo', 'validFrom', 'path'], {
  policyNo: bigint,
  knownFrom: bigint,
  knownTo: nullable(bigint),
  validFrom: day,
  validTo: day,
  definite: boolean,
  /** Possible, because sources contradict each other or one of them is disputed. */
  contested: boolean,
  path: text,
  value: nullable(text),
  because: ids,
  details: apart(text),
  /** See FieldEntry: no ids, the reading is as `flag`. */
  includeValue: nullable(text),
  includeBecause: nullable(ids),
  excludeValue: nullable(text),
  excludeBecause: nullable(ids),
});

/**
 * From `day` on, as known from `knownFrom` on, the number of policies with the value changes by this. Once a block of positions is
 * complete, `sealCounts` moves its rows into arrays.
 */
export const COUNT_DELTAS = table('count_deltas', [], {
  knownFrom: bigint,
  subject: column<Subject>('text'),
  /** `include` and `exclude`: added to the count of `flag`. */
  reading: column<'flag' | 'include' | 'exclude'>('text'),
  day,
  value: text,
  delta: integer,
});

export const TABLES = [POLICIES, VERSIONS, DEVELOPMENTS, FIELD_STEPS, COUNT_DELTAS];

/** The names of all tables of a generation, including the sums, which follow from the counts. */
export const READ_TABLES: readonly string[] = [...TABLES.map(({ name }) => name), 'count_sums'];

export type PolicyRow = RowOf<typeof POLICIES>;
export type VersionRow = RowOf<typeof VERSIONS>;
export type DevelopmentRow = RowOf<typeof DEVELOPMENTS>;
export type FactRow = RowOf<typeof FIELD_STEPS>;
export type CountDelta = RowOf<typeof COUNT_DELTAS>;
