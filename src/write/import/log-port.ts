import type { Append, BackfillResult, Head, StoredEvent } from '../../event-store/event.js';

/** What the log remembers under an idempotency key. */
export interface KnownKey {
  key: string;
  digest: string;
  eventId: string;
  stream: string;
  kind: string;
  position: number;
  correlationId: string | null;
}

/** How the log looks to a batch of lines. */
export interface LogView {
  /** The log's clock: UTC, six decimals. */
  now: string;
  head: Head;
  /** By key, those of the keys asked for that were used. */
  known: Map<string, KnownKey>;
}

/** What an import needs of the log: the real one, or in a dry run one that forgets. */
export interface LogPort {
  /** @param past whether the lines to come give their recorded instants: then nobody else writes until they do no more */
  enter(past: boolean): Promise<void>;
  look(keys: readonly string[]): Promise<LogView>;
  /** The events of streams, each in order; a stream that does not exist has an empty list. */
  readStreams(streams: readonly string[]): Promise<Map<string, StoredEvent[]>>;
  /** @param after see EventLog.backfill; without effect where no instants are given */
  append(appends: readonly Append[], after: string | null): Promise<readonly BackfillResult[]>;
  /** @param finished false: the import will go on soon */
  close(finished: boolean): Promise<void>;
}
