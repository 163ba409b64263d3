import type pg from 'pg';
import { UUID } from '../../database/column-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import { developmentItem } from '../../domain/development-item.js';
import { externalKey } from '../../domain/external-key.js';
import type { PolicyTimeline } from '../../domain/policy-timeline.js';
import { rulingItem } from '../../domain/ruling-item.js';
import { DomainProblem } from '../../domain/problem.js';
import { policyOf } from '../../domain/stream.js';
import { LogReader } from '../../event-store/read.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { KnowledgeRequest, ReadAnswer } from '../basis/as-of-query.js';
import { foldLive } from '../live-fold.js';

/** One development or ruling, by event id or external id. */
export class DevelopmentReader {
  private readonly log: LogReader;

  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {
    this.log = new LogReader(pool);
  }

  /** @throws DomainProblem `development-not-known` if it does not exist, or was not recorded by then */
  async byExternalId(externalId: string, request: KnowledgeRequest): Promise<ReadAnswer> {
    const used = await this.log.recordedUnder(externalKey(externalId));
    const eventId = used?.recorded[0]?.eventId;
    if (eventId === undefined) throw notKnown(externalId);
    return this.byEventId(eventId, request);
  }

  async byEventId(eventId: string, request: KnowledgeRequest): Promise<ReadAnswer> {
    const known = await this.known.inLog.resolve(request);
    const event = UUID.test(eventId) ? await this.log.byEventId(eventId) : null;
    if (!event || event.position > known.position) throw notKnown(eventId);
    const policyId = policyOf(event.stream);
    const timeline = await foldLive(this.pool, policyId, known.position);
    const found = itemOf(timeline, eventId);
    if (!found) throw notKnown(eventId);
    const basis = { ...known, asOf: null, uncertain: null, publishedBy: null };
    const item = JSON.stringify({ policyId, ...found });
    const link = permalink(`/v1/developments/${eventId}`, basis);
    return {
      body: `${item.slice(0, -1)},"basis":${basisText(basis, timeline.isReconstructed(basis.position))},"permalink":"${link}"}`,
      pinned: isFixed(request, known),
    };
  }
}

/** A development or a ruling; undefined for other events. */
function itemOf({ histories, rulings }: PolicyTimeline, eventId: string): object | undefined {
  const development = histories.version(eventId);
  if (development)
    return {
      ...developmentItem(development, histories.supersededBy(eventId)),
      recordedBy: development.actor,
    };
  const made = rulings.of(eventId);
  return made && { ...rulingItem(made.ruling, made.retraction), recordedBy: made.ruling.actor };
}

const notKnown = (id: string) =>
  new DomainProblem('development-not-known', `No development ${id} is known at this basis`);
