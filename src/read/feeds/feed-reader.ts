import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { Known } from '../../domain/basis.js';
import { today } from '../../domain/today.js';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import type { KnownReader } from '../basis/known.js';
import type { Question } from '../basis/question.js';
import { policyNotKnown } from '../live-fold.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { atomText, type AtomLink } from './atom.js';
import { entryOf } from './feed-entry.js';
import { feedStatement, type FeedPlace, type FeedRow } from './feed-sql.js';
import { liveFeed } from './live-feed.js';

export interface FeedAsk extends Question, PolicyFilters {
  /** Of this policy only. */
  policyId?: string;
  /** Entries below this position. */
  before?: number;
  limit: number;
  /** What the links begin with, without a slash at the end; empty for relative ones. */
  base: string;
}

/** What was recorded of policies, newest first. */
export class FeedReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnownReader,
  ) {}

  /** An Atom feed. @throws DomainProblem `policy-not-known`, `invalid-input`, `not-caught-up` */
  async answer(ask: FeedAsk): Promise<{ body: string }> {
    const known = await this.known.resolve(ask);
    if (ask.q !== undefined) await this.known.textsCaughtUp(known.position);
    if (ask.policyId !== undefined) await this.checkPolicy(ask.policyId, known);
    const place = { ...ask, asOf: ask.asOf ?? today('UTC', new Date()), position: known.position };
    const rows = await this.rows(place, ask.limit + 1);
    const shown = rows.slice(0, ask.limit);
    const [first] = await new LogReader(this.pool).readAfter(0, 1);
    return { body: this.text(ask, known, shown, rows.length > shown.length, first) };
  }

  private async rows(place: FeedPlace, count: number): Promise<FeedRow[]> {
    const { publishedBy } = place;
    if (publishedBy !== undefined) return liveFeed(this.pool, { ...place, publishedBy }, count);
    return (await this.pool.query<FeedRow>(feedStatement(place, count))).rows;
  }

  private async checkPolicy(policyId: string, { position }: Known): Promise<void> {
    const { rowCount } = await this.pool.query(
      'SELECT FROM read.policies AS p WHERE p.policy_id = $1 AND p.known_from <= $2 AND p.known_to > $2',
      [policyId, position],
    );
    if (rowCount === 0) throw policyNotKnown(policyId);
  }

  private text(
    ask: FeedAsk,
    known: Known,
    rows: readonly FeedRow[],
    more: boolean,
    first: StoredEvent | undefined,
  ): string {
    const path = ask.policyId === undefined ? '/v1/feed.atom' : `/v1/policies/${ask.policyId}/feed.atom`;
    const query = new URLSearchParams({
      ...filterParameters(ask),
      ...(ask.asOf !== undefined && { asOf: ask.asOf }),
      ...(ask.uncertain !== 'flag' && { uncertain: ask.uncertain }),
      ...(ask.publishedBy !== undefined && { publishedBy: ask.publishedBy }),
      ...(ask.limit !== 50 && { limit: String(ask.limit) }),
    });
    const href = (more_: Record<string, string> = {}) => {
      const parameters = new URLSearchParams([...query, ...Object.entries(more_)]).toString();
      return parameters === '' ? path : `${path}?${parameters}`;
    };
    const { base, policyId } = ask;
    const last = rows.at(-1);
    const links: AtomLink[] = [
      {
        rel: 'self',
        href: base + href(ask.before === undefined ? {} : { before: String(ask.before) }),
        type: 'application/atom+xml',
      },
      {
        rel: 'alternate',
        href: policyId === undefined ? `${base}/` : `${base}/policies/${policyId}`,
        type: 'text/html',
      },
    ];
    if (more && last) links.push({ rel: 'next', href: base + href({ before: String(last.position) }) });
    return atomText({
      // The same feed of another log is another feed: the id rests on the log's first event as well.
      id: nameUuid(`${first?.eventId ?? 'empty'} ${href()}`),
      title:
        ask.policyId === undefined ? 'Policy Timeline' : `Policy Timeline: ${rows[0]?.title ?? ask.policyId}`,
      updated: rows[0]?.recordedAt ?? known.recordedAt ?? '1970-01-01T00:00:00Z',
      links,
      entries: rows.map((row) => entryOf(row, base)),
    });
  }
}

/** A UUID made from a name (RFC 9562, version 8). */
function nameUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)] as const;
  return `urn:uuid:${a}-${b}-8${c}-a${d}-${hex.slice(20, 32)}`;
}
