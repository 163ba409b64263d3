import type pg from 'pg';
import { answerText } from '../../domain/answer-text.js';
import { RENDER } from '../../domain/basis.js';
import type { Causes } from '../../domain/causes.js';
import { changesOf, policyDiff, type View } from '../../domain/diff.js';
import type { PolicyHeader } from '../../domain/policy-event.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import type { ReadAnswer } from '../basis/as-of-query.js';
import { isCount, isDayText, isInstant, isText, isUncertain, optional } from '../lists/members.js';
import { readToken, writeToken } from '../lists/page-token.js';
import { FILTER_MEMBERS, filterParameters, filtersOf, type PolicyFilters } from '../policies/filters.js';
import type { ReadTables } from '../read-tables.js';
import { CausesReader } from './causes-reader.js';
import { changedStatement, changedStates, type ChangedRow, type ChangedSearch } from './changed-sql.js';
import { diffBases, diffPermalink, pinnedQuery, type DiffQuery, type DiffBases } from './diff-bases.js';
import { diffParts, namesText, type ExplainedDiff } from './diff-text.js';

const PATH = '/v1/diff';

export interface DiffListQuery extends DiffQuery, PolicyFilters {
  /** Policies per page. */
  limit: number;
  cursor?: string;
}

/** A page of the list: everything is fixed, as in a permalink, and the last policy of the previous page. */
type DiffPage = DiffQuery & PolicyFilters & { after: string };

/**
 * What changed between two bases, policy by policy in the order of their ids; only changed policies. Totals are those of the
 * page, and the answer says so: totals of all pages would need the log of every policy for each page.
 */
export class DiffListReader {
  private readonly causes: CausesReader;

  constructor(
    pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {
    this.causes = new CausesReader(pool);
  }

  /** Forgets all that was remembered. */
  forget(): void {
    this.causes.forget();
  }

  /** @throws DomainProblem `invalid-cursor`, `invalid-parameters`, `not-caught-up` */
  async answer({ limit, cursor, ...asked }: DiffListQuery): Promise<ReadAnswer & { next?: string }> {
    const page =
      cursor === undefined ? { ...asked, after: '' } : readToken<DiffPage>(cursor, asked, DIFF_MEMBERS);
    const bases = await diffBases(page, this.known, () => Promise.resolve(this.known.today()));
    if (page.q !== undefined) await this.known.textsCaughtUp(bases.to.position);
    const found = await this.page(page, bases, limit + 1);
    const shown = found.slice(0, limit);
    const filters = filtersOf(page);
    const link =
      cursor === undefined
        ? diffPermalink(PATH, bases, { ...filterParameters(filters), limit: String(limit) })
        : `${PATH}?cursor=${writeToken(page)}&limit=${limit}&render=${RENDER}`;
    const last = found.length > limit ? shown.at(-1)?.diff.policyId : undefined;
    const isWhole = page.after === '' && last === undefined;
    const next =
      last === undefined
        ? undefined
        : `${PATH}?cursor=${writeToken({ ...pinnedQuery(bases), ...filters, after: last })}&limit=${limit}`;
    return {
      body: answerText({
        ...(await diffParts(bases, shown, {
          totalsOf: isWhole ? '"all"' : '"page"',
          policies: namesText(shown),
        })),
        next,
        permalink: link,
      }),
      pinned: bases.pinned,
      ...(next !== undefined && { next }),
    };
  }

  /** The next changed policies, up to `count`. */
  private async page(page: DiffPage, bases: DiffBases, count: number): Promise<ExplainedDiff[]> {
    const { from, to } = bases;
    const found: ExplainedDiff[] = [];
    for (let after = page.after; found.length < count;) {
      const search = {
        ...filtersOf(page),
        ...{ after, limit: count },
        ...{ fromPosition: from.position, toPosition: to.position, fromAsOf: from.asOf, toAsOf: to.asOf },
      };
      const { ids, diffs } = await this.examined(
        { ...search, uncertain: to.uncertain, publishedBy: to.publishedBy },
        bases,
      );
      found.push(...diffs);
      const last = ids.at(-1);
      if (last === undefined || ids.length < count) break;
      after = last;
    }
    return found.slice(0, count);
  }

  /** The tables show what changed; the log gives the reasons. */
  private async examined(search: ChangedSearch, bases: DiffBases): Promise<ExaminedPolicies> {
    const { from, to } = bases;
    const rows = await this.tables.query<ChangedRow>(
      { position: Math.max(from.position, to.position), publishedBy: to.publishedBy },
      changedStatement(search),
      { count: search.limit, idOf: ({ id }) => id },
    );
    const examined = await mapYielding(rows, (row) => ({ ...row, changes: changesOf(changedStates(row)) }));
    const changed = examined.filter(({ changes }) => changes.knowledge.length + changes.world.length > 0);
    const causes = await this.causes.of(changed, { from: from.position, to: to.position }, to.publishedBy);
    const diffs = await mapYielding(
      changed,
      ({ id, changes, header, fromReconstructed, toReconstructed }) => {
        const known = causes.get(id);
        if (!known) throw new Error(`${id} changed, and has no causes`);
        const { title, titles = {} } = JSON.parse(`{${header}}`) as PolicyHeader;
        return {
          diff: policyDiff(id, viewOf(known.from, from), viewOf(known.to, to), to.uncertain, changes),
          causes: from.position > to.position ? known.from : known.to,
          ...{ title, titles },
          reconstructed: { from: fromReconstructed, to: toReconstructed },
        };
      },
    );
    return { ids: rows.map(({ id }) => id), diffs };
  }
}

const viewOf = (timeline: Causes, { position, asOf }: DiffBases['from']): View => ({
  timeline,
  position,
  asOf,
});

/** The examined policies, and the differences of the changed ones. */
interface ExaminedPolicies {
  ids: string[];
  diffs: ExplainedDiff[];
}

/** The members of this list's page token. */
const DIFF_MEMBERS = {
  fromAsOf: isDayText,
  fromPosition: isCount,
  fromKnownAt: optional(isInstant),
  toAsOf: isDayText,
  toPosition: isCount,
  toKnownAt: optional(isInstant),
  uncertain: isUncertain,
  publishedBy: optional(isDayText),
  ...FILTER_MEMBERS,
  after: isText,
};
