/**
 * Types of the log. The log is generic: a stream is any named sequence of events, and a payload is canonical JSON text (RFC
 * 8785) that the log stores, hashes and returns but never interprets.
 */

/** An event before it is appended. `eventId` is a UUIDv7 made by the writer. */
export interface NewEvent {
  eventId: string;
  kind: string;
  schemaVersion: number;
  /** Canonical JSON text (RFC 8785, see canonical.ts). */
  payload: string;
}

/** The version that the writer expects of the stream: `any` never conflicts, a number is the exact current version. */
export type ExpectedVersion = 'any' | 'noStream' | 'exists' | number;

/** A name that can be used once; `digest` (sha-256, hex) distinguishes a repetition from another use of the same name. */
export interface IdempotencyKey {
  key: string;
  digest: string;
}

/** One atomic unit: events for one stream. A call can hold many appends; each succeeds or fails alone. */
export interface Append {
  stream: string;
  expected: ExpectedVersion;
  /** At least one. */
  events: readonly NewEvent[];
  /** Already used with the same digest: `alreadyDone`; with another digest: `refused`. Checked before the version. */
  keys?: readonly IdempotencyKey[];
  /** Who appends, for example `key:01J…`; never a secret. */
  actor: string;
  correlationId?: string;
  causationId?: string;
  /** Backfill only (RFC 3339 UTC, up to six decimals): the recorded instant to give the events. */
  recordedAt?: string;
}

/** Where an event was written. `recordedAt` is RFC 3339 UTC with six decimals: `2024-07-31T09:00:00.123456Z`. */
export interface Recorded {
  eventId: string;
  position: number;
  version: number;
  recordedAt: string;
}

export type AppendResult =
  | { outcome: 'done'; recorded: Recorded[] }
  | { outcome: 'alreadyDone'; recorded: Recorded[] }
  | { outcome: 'conflict'; actualVersion: number }
  | { outcome: 'refused'; key: string };

/** Why a backfilled append was refused; see `EventLog.backfill`. */
export type BackfillRefusal = 'below-head' | 'descending' | 'future';
export type BackfillResult = AppendResult | { outcome: 'backfillRefused'; reason: BackfillRefusal };

/** An event as it is in the log. Positions are gap-free from 1; versions are gap-free from 1 within their stream. */
export interface StoredEvent {
  position: number;
  stream: string;
  version: number;
  eventId: string;
  kind: string;
  schemaVersion: number;
  /** Canonical JSON text, byte for byte as appended; if that was erased by law, the skeleton that its redaction left. */
  payload: string;
  /** The position of the redaction; null or undefined: nothing was erased. */
  redactedAt?: number | null;
  actor: string;
  correlationId: string | null;
  causationId: string | null;
  recordedAt: string;
  /** When the log took a backfilled event; null for all others, whose `recordedAt` is that instant. */
  ingestedAt: string | null;
}

/** The end of the log; an empty log is `{ position: 0, recordedAt: null }`. */
export interface Head {
  position: number;
  recordedAt: string | null;
}
