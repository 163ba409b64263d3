import type { PolicyRows } from '../../domain/state.js';
import { mapYielding } from '../../jobs/cooperative-yield.js';
import type { ReadTables } from '../read-tables.js';
import { policyRows, type PolicyCounts, type StateRow } from '../state/policy-rows.js';
import { restParts } from '../state/fact-sql.js';
import { COUNTS, POLICY_KNOWN, stateColumns, VERSION_KNOWN } from '../state/state-sql.js';
import type { ListPage } from './list-query.js';
import { sortOf, sortSql } from './sort-sql.js';
import { filterSql, matching } from './filter-sql.js';

/** A policy of a page, with its sort key. */
export type SortedPolicy = PolicyRows & { key: string };

/** The next policies of a list after `page.after`, at most `count`, in its order. */
export async function policiesAt(tables: ReadTables, page: ListPage, count: number): Promise<SortedPolicy[]> {
  const { by, descending } = sortOf(page);
  const inOrder = { count, idOf: ({ policyId }: ListSqlRow) => policyId };
  const statement = listStatement(page, count);
  const rows = await tables.query(page, statement, by === 'id' && !descending ? inOrder : undefined);
  return mapYielding(rows, ({ policyId, key, counts, ...row }) => ({
    ...policyRows(policyId, counts, row),
    key,
  }));
}

/** A policy of a page. */
interface ListSqlRow extends StateRow {
  policyId: string;
  /** The sort key of the policy. */
  key: string;
  counts: PolicyCounts;
}

/** The policies of a page without their states: where they are in the list, and which edition they have. */
export interface Place {
  policyId: string;
  key: string;
  version: number;
  generation: number;
}

/** The states of these policies on the basis of a page, in any order. */
export async function policiesOf(
  tables: ReadTables,
  page: ListPage,
  places: readonly Place[],
): Promise<PolicyRows[]> {
  const ids = places.map(({ policyId }) => policyId);
  const rows = await tables.query<Omit<ListSqlRow, 'key'>>(page, {
    name: `states-${page.uncertain}-${page.fields !== false}-${page.expected !== false}`,
    text: `
      WITH known AS NOT MATERIALIZED (SELECT $2::bigint AS position), policy AS MATERIALIZED (
        SELECT p.policy_no, p.policy_id, p.header FROM known JOIN read.policies AS p ON p.policy_id = ANY ($3) AND ${POLICY_KNOWN})
      ${statesOf(page)}`,
    values: [page.asOf, page.position, ids],
  });
  return mapYielding(rows, ({ policyId, counts, ...row }) => policyRows(policyId, counts, row));
}

/** A page of policies in one statement. $1 day, $2 position, $3 how many; then the start of the page, and the filters. */
export const listStatement = (page: ListPage, count: number) =>
  pageStatement(page, count, {
    name: `list-${page.uncertain}-${page.fields !== false}-${page.expected !== false}`,
    columns: ', p.header',
    select: statesOf(page, ', policy.key'),
  });

/** The same without the states. */
export const placesStatement = (page: ListPage, count: number) =>
  pageStatement(page, count, {
    name: `places-${page.uncertain}`,
    columns: '',
    select: `SELECT policy.policy_id AS "policyId", policy.key, v.version, v.generation
    FROM known, policy CROSS JOIN ${VERSION_KNOWN}`,
  });

/** @param more columns of `policy` */
function statesOf({ uncertain, fields, expected = true }: ListPage, more = ''): string {
  const rest =
    fields === false
      ? `CASE WHEN f.path LIKE 'expected/%' THEN concat_ws(E'\\x1f', ${restParts(uncertain)}) END`
      : undefined;
  return `SELECT policy.policy_id AS "policyId"${more}, policy.header, json_build_object(${COUNTS}) AS counts,
      ${stateColumns(uncertain, { rest, upcoming: expected })}
    FROM known, policy CROSS JOIN ${VERSION_KNOWN}`;
}

function pageStatement(
  page: ListPage,
  count: number,
  { name, columns, select }: { name: string; columns: string; select: string },
) {
  const values: (string | number)[] = [page.asOf, page.position, count];
  const parameter = (value: string) => `$${values.push(value)}`;
  const { table, key, direction, behind } = sortSql(page, parameter);
  const filters = filterSql(page, parameter);
  const { by, descending } = sortOf(page);
  const order = (id: string, sortKey: string) =>
    by === 'id' ? `${id} ${direction}` : `${sortKey} ${direction}, ${id}`;
  const text = `
    WITH known AS NOT MATERIALIZED (SELECT $2::bigint AS position), day AS (SELECT $1::date), ${table ? `${table.with},` : ''} policy AS MATERIALIZED (
      SELECT p.policy_no, p.policy_id, ${key} AS key ${columns} FROM known JOIN ${matching(filters)} ${table?.join ?? ''}
      WHERE ${behind} ORDER BY ${order('p.policy_id', 'key')} LIMIT $3)
    ${select}
    ORDER BY ${order('policy.policy_id', 'policy.key')}`;
  // A join is planned for the current size of the tables: a prepared plan from when they were small could take minutes.
  if (filters.name === null || table) return { text, values };
  const begins = page.after === undefined ? 'first' : 'next';
  return { name: `${name}-${descending ? '-' : ''}${by}-${begins}-${filters.name}`, text, values };
}
