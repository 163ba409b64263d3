import { createHash } from 'node:crypto';
import type pg from 'pg';
import type { KnowledgeBasis } from '../../domain/basis.js';
import type { StoredEvent } from '../../event-store/event.js';
import { LogReader } from '../../event-store/read.js';
import type { Day } from '../../domain/day.js';
import { decodeEvent } from '../../domain/stored-event.js';
import { publicBy } from '../../domain/development-history.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { AsOfQuery } from '../basis/as-of-query.js';
import { policyNotKnown } from '../live-fold.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { atomText, type AtomLink } from './atom.js';
import { entryOf } from './feed-entry.js';
import { feedStatement, type FeedPage, type FeedRow } from './feed-sql.js';

interface FeedQuery extends AsOfQuery, PolicyFilters {
  /** Of this policy only. */
  policyId?: string;
  /** Only entries before this position. */
  before?: number;
  limit: number;
  /** Prefix of the links, without a slash at the end; empty for relative links. */
  base: string;
}

/** What was recorded about policies, newest first. */
export class FeedReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** An Atom feed. @throws DomainProblem `policy-not-known`, `invalid-input`, `not-caught-up` */
  async answer(query: FeedQuery): Promise<{ body: string }> {
    const known = await this.known.resolve(query);
    if (query.q !== undefined) await this.known.textsCaughtUp(known.position);
    if (query.policyId !== undefined) await this.checkPolicy(query.policyId, known);
    const page = { ...query, asOf: query.asOf ?? this.known.today(), position: known.position };
    const rows = await this.rows(page, query.limit + 1);
    const shown = rows.slice(0, query.limit);
    const [first] = await new LogReader(this.pool).readAfter(0, 1);
    return { body: this.text(query, known, shown, rows.length > shown.length, first) };
  }

  private rows(page: FeedPage, count: number): Promise<FeedRow[]> {
    const { publishedBy } = page;
    if (publishedBy !== undefined) return publicFeed(this.tables, { ...page, publishedBy }, count);
    return this.tables.query(page, feedStatement(page, count));
  }

  private async checkPolicy(policyId: string, { position }: KnowledgeBasis): Promise<void> {
    const { rowCount } = await this.pool.query(
      'SELECT FROM read.policies AS p WHERE p.policy_id = $1 AND p.known_from <= $2 AND p.known_to > $2',
      [policyId, position],
    );
    if (rowCount === 0) throw policyNotKnown(policyId);
  }

  private text(
    query: FeedQuery,
    known: KnowledgeBasis,
    rows: readonly FeedRow[],
    more: boolean,
    first: StoredEvent | undefined,
  ): string {
    const href = linksOf(query);
    const { base, policyId } = query;
    const last = rows.at(-1);
    const links: AtomLink[] = [
      {
        rel: 'self',
        href: base + href(query.before === undefined ? {} : { before: String(query.before) }),
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
      // The same feed of another log must have another id, so the id includes the log's first event.
      id: nameUuid(`${first?.eventId ?? 'empty'} ${href()}`),
      title:
        query.policyId === undefined
          ? 'Policy Timeline'
          : `Policy Timeline: ${rows[0]?.title ?? query.policyId}`,
      updated: rows[0]?.recordedAt ?? known.recordedAt ?? '1970-01-01T00:00:00Z',
      links,
      entries: rows.map((row) => entryOf(row, base)),
    });
  }
}

/** The path of the feed with the request's parameters and further ones. */
function linksOf(query: FeedQuery): (more?: Record<string, string>) => string {
  const path = query.policyId === undefined ? '/v1/feed.atom' : `/v1/policies/${query.policyId}/feed.atom`;
  const parameters = new URLSearchParams({
    ...filterParameters(query),
    ...(query.asOf !== undefined && { asOf: query.asOf }),
    ...(query.uncertain !== 'flag' && { uncertain: query.uncertain }),
    ...(query.publishedBy !== undefined && { publishedBy: query.publishedBy }),
    ...(query.limit !== 50 && { limit: String(query.limit) }),
  });
  return (more: Record<string, string> = {}) => {
    const all = new URLSearchParams([...parameters, ...Object.entries(more)]).toString();
    return all === '' ? path : `${path}?${all}`;
  };
}

/** A UUID made from a name (RFC 9562, version 8). */
function nameUuid(name: string): string {
  const hex = createHash('sha256').update(name).digest('hex');
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(13, 16), hex.slice(17, 20)] as const;
  return `urn:uuid:${a}-${b}-8${c}-a${d}-${hex.slice(20, 32)}`;
}

/** Events read in one step, unless more are requested. */
const BATCH = 200;

/**
 * The newest events that were public by a day, because the log also holds the others. Registrations and amendments always
 * count, as in every view.
 */
async function publicFeed(
  tables: ReadTables,
  page: FeedPage & { publishedBy: Day },
  count: number,
): Promise<FeedRow[]> {
  const isPublic = publicBy(page.publishedBy);
  const batch = Math.max(count, BATCH);
  const found: FeedRow[] = [];
  for (let before = page.before; ;) {
    const below = { ...page, ...(before !== undefined && { before }) };
    const rows = await tables.query<FeedRow>(page, feedStatement(below, batch));
    found.push(...rows.filter((row) => isPublic(decodeEvent(row))));
    const last = rows.at(-1);
    if (found.length >= count || rows.length < batch || !last) return found.slice(0, count);
    before = last.position;
  }
}
