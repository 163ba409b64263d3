import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { basisText, permalink, type Basis } from '../../domain/basis.js';
import { httpDate } from '../../domain/http-date.js';
import { streamOf } from '../../domain/stream.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { policyNotKnown } from '../live-fold.js';
import { timeZoneOf } from '../policies/time-zone.js';
import { linkText } from './link-text.js';
import { originalOf } from './original.js';

export interface TimemapQuery extends AsOfQuery {
  /** Only mementos of later versions. */
  after: number;
  limit: number;
}

interface Version {
  position: number;
  version: number;
  recordedAt: string;
}

/** One page: from the memento of each event to its neighbours. */
interface Page {
  basis: Basis;
  mementos: (Version & { uri: string })[];
  original: string;
  self: string;
  next: string | undefined;
  pinned: boolean;
}

export const LINK_FORMAT = 'application/link-format';

/** The mementos of a policy's state (RFC 7089, section 5): one for each of its events, on the recorded axis, all about the same day. */
export class TimemapReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** As JSON. @throws DomainProblem `policy-not-known`, `invalid-parameters`, `not-caught-up` */
  async json(policyId: string, query: TimemapQuery): Promise<ReadAnswer & { next?: string }> {
    const { basis, mementos, original, next, pinned } = await this.page(policyId, query);
    const reconstructed = await isReconstructed(this.pool, basis.position, [policyId]);
    const items = mementos.map(({ uri, recordedAt, position, version }) => ({
      uri,
      datetime: httpDate(recordedAt),
      recordedAt,
      position,
      version,
    }));
    return {
      body: answerText({
        about: { policyId: `"${policyId}"` },
        basis: basisText(basis, reconstructed),
        content: {
          original: JSON.stringify(original),
          timegate: JSON.stringify(original),
          items: JSON.stringify(items),
        },
        next,
      }),
      pinned,
      ...(next !== undefined && { next }),
    };
  }

  /** As application/link-format (RFC 6690). */
  async links(policyId: string, query: TimemapQuery): Promise<ReadAnswer & { next?: string }> {
    const { mementos, original, self, next, pinned } = await this.page(policyId, query);
    const links = [
      linkText(original, { rel: 'original timegate' }),
      linkText(self, {
        rel: 'self',
        type: LINK_FORMAT,
        from: httpDate(mementos[0]?.recordedAt ?? ''),
        until: httpDate(mementos.at(-1)?.recordedAt ?? ''),
      }),
      ...(next === undefined ? [] : [linkText(next, { rel: 'timemap', type: LINK_FORMAT })]),
      ...mementos.map(({ uri, recordedAt, version }, i) =>
        linkText(uri, {
          rel: [
            version === 1 && 'first',
            next === undefined && i === mementos.length - 1 && 'last',
            'memento',
          ]
            .filter(Boolean)
            .join(' '),
          datetime: httpDate(recordedAt),
        }),
      ),
    ];
    return { body: `${links.join(',\n')}\n`, pinned, ...(next !== undefined && { next }) };
  }

  /** The position of a policy's registration, its first memento; null if there is no such policy. */
  async first(policyId: string): Promise<number | null> {
    const [first] = await this.versions(policyId, { after: 0, upTo: Number.MAX_SAFE_INTEGER, count: 1 });
    return first?.position ?? null;
  }

  private async page(policyId: string, { after, limit, ...query }: TimemapQuery): Promise<Page> {
    const { checkpoint, ...known } = await this.known.find(query);
    const asOf =
      query.asOf ??
      this.known.today(await timeZoneOf(this.pool, policyId, { checkpoint, position: known.position }));
    const basis: Basis = {
      ...known,
      asOf,
      uncertain: query.uncertain,
      publishedBy: query.publishedBy ?? null,
    };
    const versions = await this.versions(policyId, { after, upTo: known.position, count: limit + 1 });
    const shown = versions.slice(0, limit);
    const last = shown.at(-1);
    if (!last) throw policyNotKnown(policyId);
    const page = (behind: number) =>
      permalink(`/v1/policies/${policyId}/timemap`, basis, { after: String(behind), limit: String(limit) });
    const statePath = `/v1/policies/${policyId}`;
    const at = ({ position, recordedAt }: Version): Basis => ({
      ...basis,
      position,
      recordedAt,
      knownAt: recordedAt,
      beyondHead: false,
    });
    return {
      basis,
      mementos: shown.map((version) => ({ ...version, uri: permalink(statePath, at(version)) })),
      original: originalOf(permalink(statePath, basis)),
      self: page(after),
      next: versions.length > limit ? page(last.version) : undefined,
      pinned: query.asOf !== undefined && isFixed(query, known),
    };
  }

  private async versions(
    policyId: string,
    { after, upTo, count }: { after: number; upTo: number; count: number },
  ): Promise<Version[]> {
    const { rows } = await this.pool.query<Version>({
      name: 'timemap',
      text: `SELECT e.position, e.version, log.instant_text(e.recorded_at) AS "recordedAt" FROM log.events AS e
        WHERE e.stream = $1 AND e.version > $2 AND e.position <= $3 ORDER BY e.version LIMIT $4`,
      values: [streamOf(policyId), after, upTo, count],
    });
    return rows;
  }
}
