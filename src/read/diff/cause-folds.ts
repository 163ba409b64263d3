import { LRUCache } from 'lru-cache';
import type pg from 'pg';
import type { Day } from '../../domain/day.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { policyOf, streamOf } from '../../domain/stream.js';
import { LogReader } from '../../event-store/read.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import { foldForCauses, type TwoFolds } from './two-folds.js';

/** Most events of all remembered folds together; about 5 kB each. */
const REMEMBERED_EVENTS = 8000;

/** The versions of a policy at the two positions; 0: not registered. */
interface Versions {
  stream: string;
  from: number;
  to: number;
}

/**
 * Policies folded for the causes of differences. Reading and parsing their events takes most of the time of a page, so folds are
 * remembered by policy and version, of which the log is asked each time.
 */
export class CauseFolds {
  private readonly remembered = new LRUCache<string, PolicyTimeline>({
    maxSize: REMEMBERED_EVENTS,
    sizeCalculation: ({ version }) => Math.max(1, version),
  });

  constructor(private readonly pool: pg.Pool) {}

  /** Forgets all that was remembered. */
  forget(): void {
    this.remembered.clear();
  }

  /** The policies as known at each of the two positions. */
  async of(
    policyIds: readonly string[],
    positions: { from: number; to: number },
    publishedBy: Day | null,
  ): Promise<(policyId: string) => TwoFolds> {
    const { rows } = await this.pool.query<Versions>({
      name: 'versions-at-both',
      text: VERSIONS,
      values: [policyIds.map(streamOf), positions.from, positions.to],
    });
    const keyOf = (stream: string, version: number) => [stream, version, publishedBy].join(' ');
    const found = new Map<string, PolicyTimeline>();
    const missing: Versions[] = [];
    for (const row of rows) {
      const keys = [row.from, row.to].filter(Boolean).map((version) => keyOf(row.stream, version));
      for (const key of keys) {
        const timeline = this.remembered.get(key);
        if (timeline) found.set(key, timeline);
      }
      if (keys.some((key) => !found.has(key))) missing.push(row);
    }
    const streams =
      missing.length === 0
        ? new Map<string, never[]>()
        : await new LogReader(this.pool).readStreams(
            missing.map(({ stream }) => stream),
            { upToPosition: Math.max(positions.from, positions.to) },
          );
    const fold = foldForCauses(publishedBy);
    await mapYielding(missing, ({ stream, from, to }) => {
      for (const version of new Set([from, to])) {
        const key = keyOf(stream, version);
        const timeline = found.has(key) ? null : fold((streams.get(stream) ?? []).slice(0, version));
        if (!timeline) continue;
        found.set(key, timeline);
        this.remembered.set(key, timeline);
      }
    });
    const byId = new Map(rows.map((row) => [policyOf(row.stream), row]));
    return (policyId) => {
      const { stream = '', from = 0, to = 0 } = byId.get(policyId) ?? {};
      return { from: found.get(keyOf(stream, from)) ?? null, to: found.get(keyOf(stream, to)) ?? null };
    };
  }
}

const versionAt = (position: string): string => `coalesce((SELECT e.version FROM log.events AS e
  WHERE e.stream = s.stream AND e.position <= ${position} ORDER BY e.version DESC LIMIT 1), 0)`;

const VERSIONS = `SELECT s.stream, ${versionAt('$2')} AS "from", ${versionAt('$3')} AS "to" FROM unnest($1::text[]) AS s (stream)`;
