import type pg from 'pg';
import { stepText } from '../../domain/field-change.js';
import { isField, type PolicyTimeline } from '../../domain/policy-timeline.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { FoldPage, FoldQuery } from '../lists/fold-page-token.js';
import { type FoldedPage, foldedPage } from './folded-list.js';

/** The steps of each field along the effective axis, as known at one position. */
export class HistoryReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `policy-not-known`, `invalid-cursor`, `invalid-parameters`, `not-caught-up` */
  answer(policyId: string, query: FoldQuery): Promise<FoldedPage> {
    const { pool, known } = this;
    return foldedPage({ pool, known }, policyId, query, 'history', stepsOf);
  }
}

/** Field by field, each from its first step to its last. */
function stepsOf(timeline: PolicyTimeline, { token: { field } }: FoldPage): string[] {
  const fields = [...timeline.entries].filter(
    ([path]) => isField(path) && (field === undefined || path === field),
  );
  fields.sort(([a], [b]) => (a < b ? -1 : 1));
  return fields.flatMap(([path, entries]) => entries.map((entry) => stepText(path, entry)));
}
