import type pg from 'pg';
import { answerText, arrayText, membersText } from '../../domain/answer-text.js';
import { basisText, permalink } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import { developmentItem } from '../../domain/development-item.js';
import { explain, type Reason } from '../../domain/explain.js';
import { entryMembers } from '../../domain/field-change.js';
import { readEntry, type Uncertain } from '../../domain/field-entry.js';
import { nearest } from '../../domain/nearest.js';
import type { Development } from '../../domain/policy-event.js';
import { isField, type PolicyTimeline } from '../../domain/policy-timeline.js';
import { DomainProblem } from '../../domain/problem.js';
import { redactedAt } from '../../domain/redaction.js';
import { rulingItem } from '../../domain/ruling-item.js';
import { rulingsOn, type RulingOn } from '../../domain/rulings-on.js';
import { whyPartItem, whyText } from '../../domain/why.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { Memento, AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { foldLive } from '../live-fold.js';

export interface ExplainQuery extends AsOfQuery {
  /** Each sentence also as its parts. */
  parts?: boolean;
}

/** Why a field has its value: the developments that decide it, those they overlay, and what they superseded. */
export class ExplainReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `policy-not-known`, `field-not-known` if no live development ever assigned it, and those of a basis */
  async answer(
    policyId: string,
    field: string,
    { parts = false, ...query }: ExplainQuery,
  ): Promise<ReadAnswer & Memento> {
    const known = await this.known.inLog.resolve(query);
    const timeline = await foldLive(this.pool, policyId, known.position, query.publishedBy);
    const asOf = query.asOf ?? this.known.today(timeline.header?.timeZone);
    const basis = {
      ...known,
      asOf,
      uncertain: query.uncertain,
      publishedBy: query.publishedBy ?? null,
    };
    const assignments = timeline.assignmentsOf(field);
    const ruledOut = timeline.ruledOutOf(field);
    if (assignments.length + ruledOut.length === 0) throw fieldNotKnown(timeline, field);
    const reasons = explain(assignments, ruledOut, asOf, timeline.claimBounds.order);
    const rulings = rulingsOn(timeline, field);
    const link = permalink(`/v1/policies/${policyId}/explain`, basis, {
      field,
      ...(parts && { parts: 'true' }),
    });
    return {
      body: answerText({
        about: { policyId: `"${policyId}"`, field: `"${field}"` },
        basis: basisText(basis, timeline.isReconstructed(basis.position)),
        content: `${entryMembers(entryOn(timeline, field, asOf, query.uncertain))},${membersText({
          reasons: arrayText(reasons.map((reason) => JSON.stringify(reasonItem(timeline, reason, parts)))),
          ...(rulings.length > 0 && {
            rulings: arrayText(rulings.map((on) => JSON.stringify(rulingOnItem(on)))),
          }),
        })}`,
        permalink: link,
      }),
      pinned: query.asOf !== undefined && isFixed(query, known),
      permalink: link,
      lastRecorded: timeline.lastRecorded,
    };
  }
}

function entryOn(timeline: PolicyTimeline, field: string, asOf: Day, uncertain: Uncertain) {
  const entry = timeline.entries.get(field)?.find(({ from, until }) => from <= asOf && asOf < until);
  return entry ? { certainty: entry.certainty, ...readEntry(entry, uncertain) } : null;
}

function reasonItem(timeline: PolicyTimeline, { assignment, role, why, by }: Reason, parts: boolean) {
  const history = timeline.histories.of(assignment.claim.eventId);
  const index = history?.versions.findIndex(({ eventId }) => eventId === assignment.claim.eventId) ?? -1;
  const development = history?.versions[index];
  if (!history || !development)
    throw new Error(`${assignment.claim.eventId} has an assignment without a development history`);
  return {
    role,
    why: whyText(why),
    ...(parts && { parts: why.map(whyPartItem) }),
    ...(by !== null && (role === 'ruled-out' ? { ruledBy: by } : { overlaidBy: by })),
    ...shownValue(assignment.value),
    ...developmentItem(development, null),
    recordedBy: development.actor,
    supersedes: history.versions.slice(0, index).map(pastVersion),
  };
}

function shownValue(value: string | null): object {
  if (value === null) return { absent: true };
  return redactedAt(value) === undefined ? { value: JSON.parse(value) as unknown } : { redacted: true };
}

const rulingOnItem = ({ ruling, standing, withdrawnBy }: RulingOn) => ({
  standing,
  ...rulingItem(ruling, withdrawnBy),
  recordedBy: ruling.actor,
});

const pastVersion = ({ eventId, kind, recordedAt, redactedAt: erased, data }: Development) => ({
  eventId,
  kind,
  effective: data.effective.text,
  recordedAt,
  ...(erased !== undefined && { redactedAt: erased }),
  sources: data.sources,
});

function fieldNotKnown(timeline: PolicyTimeline, field: string): DomainProblem {
  const known = [...timeline.entries.keys()].filter(isField).sort();
  const didYouMean = nearest(field, known);
  const detail = `Nothing known at this basis speaks of ${field}`;
  return new DomainProblem('field-not-known', detail, {
    errors: [{ parameter: 'field', detail, allowed: known, ...(didYouMean !== undefined && { didYouMean }) }],
  });
}
