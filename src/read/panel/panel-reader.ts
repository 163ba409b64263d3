import type pg from 'pg';
import { answerText, arrayText } from '../../domain/answer-text.js';
import { basisText, permalink, RENDER } from '../../domain/basis.js';
import type { Day } from '../../domain/day.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { KnowledgeBasisReader } from '../basis/knowledge-basis.js';
import { isFixed } from '../basis/pinned.js';
import type { AsOfQuery, ReadAnswer } from '../basis/as-of-query.js';
import { isReconstructed } from '../basis/reconstructed.js';
import { checkedKnown, knownPart } from '../lists/pinned-page.js';
import { readToken, writeToken } from '../lists/page-token.js';
import type { ReadTables } from '../read-tables.js';
import { filterParameters, type PolicyFilters } from '../policies/filters.js';
import { filterSql, matching } from '../policies/filter-sql.js';
import { READ_VALUE } from '../state/fact-sql.js';
import { panelDays, type Step } from './panel-days.js';
import { PANEL_MEMBERS, type PanelPage } from './panel-page.js';

export interface PanelQuery extends Omit<AsOfQuery, 'asOf'>, PolicyFilters {
  field: string;
  from: Day;
  to: Day;
  step: Step;
  limit: number;
  cursor?: string;
}

const PATH = '/v1/panel';

/** One field of many policies, day by day. */
export class PanelReader {
  constructor(
    private readonly pool: pg.Pool,
    private readonly tables: ReadTables,
    private readonly known: KnowledgeBasisReader,
  ) {}

  /** @throws DomainProblem `invalid-cursor`, `invalid-input` for a panel that is too large, `not-caught-up` */
  async answer(query: PanelQuery): Promise<ReadAnswer & { next?: string }> {
    const { limit, cursor, ...asked } = query;
    const page: PanelPage =
      cursor === undefined
        ? { ...asked, asOf: query.to, ...(await knownPart(query, this.known)) }
        : readToken<PanelPage>(cursor, asked, PANEL_MEMBERS);
    const days = panelDays(page.from, page.to, page.step, limit);
    const known = await checkedKnown(page, this.known);
    const { uncertain, publishedBy = null } = page;
    const basis = { ...known, asOf: null, uncertain, publishedBy };
    const policies = [...byPolicy(await this.rows(page, limit + 1))];
    const shown = policies.slice(0, limit);
    const after = policies.length > limit ? shown.at(-1)?.[0] : undefined;
    const { field, from, to, step } = page;
    const asks = { field, from, to, step };
    const again = new URLSearchParams(asks).toString();
    const next =
      after === undefined
        ? undefined
        : `${PATH}?${again}&cursor=${writeToken({ ...page, after })}&limit=${limit}`;
    const link =
      page.after === undefined
        ? permalink(PATH, basis, { ...asks, ...filterParameters(page), limit: String(limit) })
        : `${PATH}?${again}&cursor=${writeToken(page)}&limit=${limit}&render=${RENDER}`;
    const ids = shown.map(([policyId]) => policyId);
    const reconstructed = await isReconstructed(this.pool, basis.position, ids);
    const items = await mapYielding(shown, ([policyId, steps]) => itemText(policyId, steps, days));
    return {
      body: answerText({
        basis: basisText(basis, reconstructed),
        content: {
          field: `"${field}"`,
          step: `"${step}"`,
          days: JSON.stringify(days),
          items: arrayText(items),
        },
        next,
        permalink: link,
      }),
      pinned: page.q === undefined && (cursor !== undefined || isFixed(query, known)),
      ...(next !== undefined && { next }),
    };
  }

  private rows(page: PanelPage, count: number): Promise<PanelRow[]> {
    return this.tables.query(page, panelStatement(page, count), {
      count,
      idOf: ({ policyId }) => policyId,
    });
  }
}

function byPolicy(rows: readonly PanelRow[]): Map<string, PanelRow[]> {
  const policies = new Map<string, PanelRow[]>();
  for (const row of rows) {
    const steps = policies.get(row.policyId);
    if (steps) steps.push(row);
    else policies.set(row.policyId, [row]);
  }
  return policies;
}

/** A cell is a value, possible (uncertain), or absent. */
function itemText(policyId: string, steps: readonly PanelRow[], days: readonly Day[]): string {
  const cells = days.map((day) => {
    const step = steps.find(
      ({ validFrom, validTo }) => validFrom !== null && validFrom <= day && day < (validTo ?? ''),
    );
    if (step?.value != null) return `{"value":${step.value}}`;
    return step?.definite === false ? '{"possible":true}' : '{"absent":true}';
  });
  return `{"policyId":"${policyId}","title":${JSON.stringify(steps[0]?.title)},"cells":[${cells.join(',')}]}`;
}

/** A step of a policy's field within the panel; without days if it has none. */
interface PanelRow {
  policyId: string;
  title: string;
  validFrom: Day | null;
  /** Exclusive. */
  validTo: Day | null;
  definite: boolean | null;
  value: string | null;
}

/** $1 last day of the panel, $2 position, $3 first day, $4 field, $5 the last policy of the previous page, $6 how many policies. */
function panelStatement(page: PanelPage, count: number) {
  const values: (string | number)[] = [
    page.to,
    page.position,
    page.from,
    page.field,
    page.after ?? '',
    count,
  ];
  const filters = filterSql(page, (value) => `$${values.push(value)}`);
  const text = `
    WITH known AS (SELECT $2::bigint AS position), policy AS MATERIALIZED (
      SELECT p.policy_no, p.policy_id, p.title FROM known JOIN ${matching(filters)}
      WHERE p.policy_id > $5 ORDER BY p.policy_id LIMIT $6)
    SELECT policy.policy_id AS "policyId", policy.title, f.valid_from AS "validFrom", f.valid_to AS "validTo", f.definite,
      ${READ_VALUE[page.uncertain]} AS value
    FROM policy LEFT JOIN read.facts AS f ON f.policy_no = policy.policy_no AND f.path = $4
      AND f.valid_from <= $1::date AND f.valid_to > $3::date AND f.known_from <= $2 AND f.known_to > $2
    ORDER BY policy.policy_id`;
  return { text, values };
}
