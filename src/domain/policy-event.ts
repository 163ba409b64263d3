import type { Day } from './day.js';
import type { Effect } from './effect.js';
import type { Identifier } from './identifier.js';
import type { Json, JsonObject } from './json.js';

/** The name and classification of a policy; amendable. Earlier titles remain available on the recorded axis. */
export interface PolicyHeader {
  title: string;
  titles?: Record<string, string>;
  /** ISO 3166-1 alpha-2 codes, at least one. */
  jurisdictions: string[];
  area: string;
  /** IANA name; defines "today" for this policy. */
  timeZone: string;
  description?: string;
  /** What others call it. */
  identifiers?: Identifier[];
}

/** A source as given; its dates are EDTF text. */
export interface Source {
  title: string;
  url?: string;
  publisher?: string;
  published?: string;
  accessed?: string;
  locator?: string;
  identifiers?: { scheme: string; value: string }[];
}

/** An uncertain date as stored: the text as given, and its bounds as computed at that time; null is open. */
export interface StoredDate {
  text: string;
  earliest: Day | null;
  latest: Day | null;
}

/** Possible days as stored, inclusive; null is open. */
export interface StoredRange {
  earliest: Day | null;
  latest: Day | null;
}

/** An effective date as stored: the possible begin days, and the possible end days (exclusive) if it ends. */
export interface StoredEffective extends StoredDate {
  begin: StoredRange;
  end: StoredRange | null;
  questionable: boolean;
}

export const ASSERTIONS = ['confirmed', 'reported', 'inferred', 'disputed'] as const;
export type Assertion = (typeof ASSERTIONS)[number];

/** The stored form of a development, without its kind and envelope. */
export interface DevelopmentData {
  effective: StoredEffective;
  payload: JsonObject;
  /** As given, or else the date of the source that was published first. */
  published?: StoredDate;
  /** `published` was given, although the sources have the same date: see isPublishedDerived. */
  publishedStated?: true;
  /** At least 1. */
  sequence?: number;
  sources: Source[];
  assertion: Assertion;
  note?: string;
  externalId?: string;
  /** The event that this one replaces completely. */
  corrects?: string;
  /** Contradicted developments. In a correction: replaces the links of the corrected version; if missing, they stay. */
  contradicts?: FieldsOf[];
}

/** A version of a development, and some of the fields that it assigns. */
export interface FieldsOf {
  eventId: string;
  fields: string[];
}

/** The stored form of a ruling. Later developments, corrections and contests do not change what it judged. */
export interface RulingData {
  /** The development that is right, with its contested fields; no fields: it was in no contest, and the ruling only confirms it. */
  prefer?: FieldsOf;
  /** The other members of these contests, with the fields on which they lose. */
  over?: FieldsOf[];
  /** Developments that did not happen: event ids. */
  reject?: string[];
  reason: string;
  sources?: Source[];
  published?: StoredDate;
  externalId?: string;
}

/** The stored form of a retraction. */
export interface RetractionData {
  retracts: string;
  reason: string;
  published?: StoredDate;
  externalId?: string;
}

/** The content of the event that says what was erased. */
export interface RedactionData {
  eventId: string;
  reason: string;
  legalBasis: string;
  skeleton: Skeleton;
}

export type Skeleton = DevelopmentSkeleton | RulingSkeleton | RetractionSkeleton | HeaderSkeleton;

/** A development without payload, note and sources. */
export type DevelopmentSkeleton = Omit<
  DevelopmentData,
  'payload' | 'sources' | 'note' | 'publishedStated'
> & {
  /** The fields whose values were erased. */
  fields: string[];
  /** Fields that it cleared. */
  cleared?: string[];
  /** Fields whose values follow from the kind alone, such as the status `contracted` of a contract. */
  implied?: string[];
};
type RulingSkeleton = Omit<RulingData, 'reason' | 'sources'>;
type RetractionSkeleton = Omit<RetractionData, 'reason'>;
/** A registration or an amendment without its texts: `fields` had some. */
export type HeaderSkeleton = Partial<Pick<PolicyHeader, 'jurisdictions' | 'area' | 'timeZone'>> & {
  fields: string[];
  /** Members that an amendment removed. */
  cleared?: string[];
};

interface Envelope {
  eventId: string;
  position: number;
  /** RFC 3339 UTC, six decimals. */
  recordedAt: string;
  /** Recorded as a backfill: the log took it later than `recordedAt`. */
  reconstructed: boolean;
  actor: string;
  /** Its content was erased by law, by the redaction at this position. */
  redactedAt?: number;
}

export interface Registered extends Envelope {
  type: 'registered';
  header: PolicyHeader;
}
export interface Amended extends Envelope {
  type: 'amended';
  /** Only changed members; null removes an optional one. */
  changes: { [K in keyof PolicyHeader]?: PolicyHeader[K] | null };
}
export interface Development extends Envelope {
  type: 'development';
  kind: string;
  data: DevelopmentData;
  effects: readonly Effect[];
}
export interface Retraction extends Envelope {
  type: 'retraction';
  data: RetractionData;
}
export interface Ruling extends Envelope {
  type: 'ruling';
  data: RulingData;
}
/** Says that the content of another event of the policy was erased by law. It changes no state. */
export interface Redaction extends Envelope {
  type: 'redaction';
  data: RedactionData;
}
export type PolicyEvent = Registered | Amended | Development | Retraction | Ruling | Redaction;

/** Kinds of log events that are not developments. */
export const REGISTERED = 'policy-registered';
export const AMENDED = 'policy-amended';
export const RETRACTED = 'development-retracted';
export const RULED = 'ruling-made';
export const REDACTION = 'redaction';

/** The header after an amendment. */
export function amend(header: PolicyHeader, changes: Amended['changes']): PolicyHeader {
  const entries = Object.entries({ ...header, ...changes }).filter(([, value]) => value !== null);
  return Object.fromEntries(entries) as unknown as PolicyHeader;
}

/** Data as JSON to store, without undefined members. */
export const toJson = (data: object): JsonObject =>
  JSON.parse(JSON.stringify(data)) as { [key: string]: Json };
