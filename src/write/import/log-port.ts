import type { Append, BackfillResult, Head, StoredEvent } from '../../event-store/event.js';

/** A used idempotency key in the log. */
export interface KnownKey {
  key: string;
  digest: string;
  eventId: string;
  stream: string;
  kind: string;
  position: number;
  correlationId: string | null;
}

/** The state of the log for a batch of lines. */
export interface LogView {
  /** The log's clock: UTC, six decimals. */
  now: string;
  head: Head;
  /** The used ones among the requested keys. */
  known: Map<string, KnownKey>;
}

/** What an import needs of the log: the real one, or in a dry run a temporary one. */
export interface LogPort {
  /** @param past whether the next lines give their recorded instants: then this import is the only writer until the next call */
  enter(past: boolean): Promise<void>;
  look(keys: readonly string[]): Promise<LogView>;
  /** The events of streams, each in order; a stream that does not exist has an empty list. */
  readStreams(streams: readonly string[]): Promise<Map<string, StoredEvent[]>>;
  /** @param after see EventLog.backfill; ignored if no instants are given */
  append(appends: readonly Append[], after: string | null): Promise<readonly BackfillResult[]>;
  /** @param finished false: the import will continue soon */
  close(finished: boolean): Promise<void>;
}
