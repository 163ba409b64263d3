import { checkAppend } from '../../src/event-store/append-call.js';
import type {
  Append,
  AppendResult,
  Head,
  NewEvent,
  Recorded,
  StoredEvent,
} from '../../src/event-store/event.js';
import type { StreamBounds } from '../../src/event-store/read.js';
import type { LogAppender, PolicyLogReader } from '../../src/write/policy-log.js';

interface UsedKey {
  digest: string;
  recorded: Recorded[];
}

/**
 * The log as commands use it, in memory. The real one and this one keep the same contract (test/log/log-contract.ts).
 * Recorded instants ascend by a microsecond from a fixed one.
 */
export class InMemoryLog implements LogAppender, PolicyLogReader {
  readonly events: StoredEvent[] = [];
  private readonly keys = new Map<string, UsedKey>();

  append(append: Append): Promise<AppendResult> {
    return new Promise((resolve) => {
      checkAppend(append);
      if (append.recordedAt !== undefined) throw new RangeError('recordedAt is for backfill only');
      resolve(this.judge(append) ?? this.store(append));
    });
  }

  head(): Promise<Head> {
    const last = this.events.at(-1);
    return Promise.resolve({ position: last?.position ?? 0, recordedAt: last?.recordedAt ?? null });
  }

  readStream(stream: string, { afterVersion = 0, upToPosition = Infinity }: StreamBounds = {}) {
    return Promise.resolve(
      this.events.filter(
        (event) => event.stream === stream && event.version > afterVersion && event.position <= upToPosition,
      ),
    );
  }

  recordedUnder(key: string): Promise<UsedKey | null> {
    return Promise.resolve(this.keys.get(key) ?? null);
  }

  byEventId(eventId: string): Promise<StoredEvent | null> {
    return Promise.resolve(this.known(eventId) ?? null);
  }

  /** What the log says without writing: keys first, then event ids, then the version; null: it writes. */
  private judge({ stream, expected, events, keys = [] }: Append): AppendResult | null {
    const used = keys.map(({ key, digest }) => ({ key, digest, first: this.keys.get(key) }));
    const other = used.find(({ digest, first }) => first !== undefined && first.digest !== digest);
    if (other) return { outcome: 'refused', key: other.key };
    const first = used.find((each) => each.first !== undefined)?.first;
    if (first) return { outcome: 'alreadyDone', recorded: first.recorded };

    const known = events.flatMap(({ eventId }) => this.known(eventId) ?? []);
    const same = events.every((event) => isSame(event, stream, this.known(event.eventId)));
    if (known.length > 0 && same) return { outcome: 'alreadyDone', recorded: known.map(recordedOf) };
    if (known[0]) return { outcome: 'refused', key: `event:${known[0].eventId}` };

    const actualVersion = this.versionOf(stream);
    const fits =
      expected === 'any' ||
      (expected === 'exists'
        ? actualVersion > 0
        : actualVersion === (expected === 'noStream' ? 0 : expected));
    return fits ? null : { outcome: 'conflict', actualVersion };
  }

  private store({ stream, events, keys = [], actor, correlationId, causationId }: Append): AppendResult {
    const recorded = events.map((event) => {
      const position = this.events.length + 1;
      const stored: StoredEvent = {
        redactedAt: null,
        ...{ ...event, stream, actor, position, version: this.versionOf(stream) + 1 },
        correlationId: correlationId ?? null,
        causationId: causationId ?? null,
        recordedAt: `2024-07-31T09:00:00.${String(position).padStart(6, '0')}Z`,
        ingestedAt: null,
      };
      this.events.push(stored);
      return recordedOf(stored);
    });
    for (const { key, digest } of keys) this.keys.set(key, { digest, recorded });
    return { outcome: 'done', recorded };
  }

  private known(eventId: string): StoredEvent | undefined {
    return this.events.find((event) => event.eventId === eventId);
  }

  private versionOf(stream: string): number {
    return this.events.filter((event) => event.stream === stream).length;
  }
}

const isSame = (event: NewEvent, stream: string, stored: StoredEvent | undefined): boolean =>
  stored?.stream === stream &&
  stored.kind === event.kind &&
  stored.schemaVersion === event.schemaVersion &&
  stored.payload === event.payload;

const recordedOf = ({ eventId, position, version, recordedAt }: StoredEvent): Recorded => ({
  eventId,
  position,
  version,
  recordedAt,
});
