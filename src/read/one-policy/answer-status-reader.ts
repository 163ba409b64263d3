import { basisText, permalink } from '../../domain/basis.js';
import { itemText } from '../../domain/diff.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { eventItem } from '../diff/diff-text.js';
import type { PolicyDiffReader } from '../diff/policy-diff-reader.js';

/**
 * Whether a pinned state is still the current knowledge of its day, or later records have changed it. The pinned answer itself
 * cannot show this, because it never changes.
 */
export class AnswerStatusReader {
  constructor(private readonly diffs: PolicyDiffReader) {}

  /** @throws DomainProblem `policy-not-known` if nothing is known of the policy yet, `invalid-parameters`, `not-caught-up` */
  async answer(policyId: string, query: AsOfQuery & { asOf: string }): Promise<ReadAnswer> {
    const { asOf, knownAt, position, uncertain, publishedBy } = query;
    const { found, from, to } = await this.diffs.compare(policyId, {
      fromAsOf: asOf,
      toAsOf: asOf,
      ...(knownAt !== undefined && { fromKnownAt: knownAt }),
      ...(position !== undefined && { fromPosition: position }),
      uncertain,
      ...(publishedBy !== undefined && { publishedBy }),
    });
    const { knowledge } = found.diff;
    const changedBy = [...new Set(knowledge.flatMap(({ because }) => because))].map((eventId) => ({
      eventId,
      ...eventItem(found.causes, eventId),
    }));
    const members = [
      `"policyId":"${policyId}"`,
      `"basis":${basisText(from, found.reconstructed.from)}`,
      `"comparedWith":${basisText(to, found.reconstructed.to)}`,
      `"status":"${knowledge.length === 0 ? 'best-known' : 'changed'}"`,
      `"fields":${JSON.stringify(knowledge.map(({ field }) => field))}`,
      `"changedBy":${JSON.stringify(changedBy)}`,
      `"changes":[${knowledge.map((item) => itemText(policyId, item)).join(',')}]`,
      `"permalink":"${permalink(`/v1/policies/${policyId}`, from)}"`,
    ];
    return { body: `{${members.join(',')}}`, pinned: false };
  }
}
