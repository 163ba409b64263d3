import type { ListQuery } from '../read/policies/list-reader.js';
import { panelDays } from '../read/panel/panel-days.js';
import type { PanelQuery } from '../read/panel/panel-reader.js';
import type { ReadSide } from '../read/read-side.js';
import type { SummaryQuery } from '../read/summary/summary-reader.js';
import type { AllTimelinesQuery } from '../read/timeline/all-timelines-reader.js';
import type { FoldQuery } from '../read/lists/fold-page-token.js';
import type { DiffListQuery } from '../read/diff/diff-list-reader.js';
import { filtersOf } from '../read/policies/filters.js';
import type { ExportBasis, ExportRequest } from './export-request.js';
import { developmentsTable } from './tables/developments-table.js';
import { diffTable } from './tables/diff-table.js';
import { escapedHtml } from './tables/timelinejs-table.js';
import { statesTable } from './tables/states-table.js';
import { summaryTable } from './tables/summary-table.js';
import type { Table, What } from './tables/table.js';
import { columnsOf, tableOf } from './tables/table-of.js';

/** All rows of a query, the same as in an export of it. */
export interface RowAnswer {
  table: Table;
  /** The permalink of the JSON answer without pages; it always gives these rows. */
  permalink: string;
  /** The request itself fixes everything. */
  pinned: boolean;
}

/** A paged query without its page. */
type Whole<Q> = Omit<Q, 'limit' | 'cursor' | 'fields' | 'sort'>;

/** The members of the JSON answer that rows need. */
interface Asked {
  basis: Partial<ExportBasis> & { position: number; knownThrough?: string };
  permalink: string;
}

/**
 * Rows by GET: the tables of exports for the queries of the API. Each query is first answered for one item, which checks it,
 * waits for the projection and returns its basis; the rows then come from the same tables as export files.
 */
export class RowAnswers {
  constructor(private readonly read: ReadSide) {}

  /** @throws what ListReader.answer throws */
  async policies(query: Whole<ListQuery>): Promise<RowAnswer> {
    const found = await this.read.list.answer({ ...query, fields: false, limit: 1 });
    const asked = JSON.parse(found.body) as Asked;
    const request = requestOf('states', asked, filtersOf(query));
    return whole(asked, found.pinned, tableOf(this.read.tables, request));
  }

  /** @throws what TimelineReader.answer throws */
  async timeline(policyId: string, query: Whole<FoldQuery>): Promise<RowAnswer> {
    const found = await this.read.timeline.answer(policyId, { ...query, limit: 1 });
    const asked = JSON.parse(found.body) as Asked;
    const request = requestOf('developments', asked, { policyId: [policyId] });
    const live = query.include === 'superseded' ? {} : { live: {} };
    return whole(asked, found.pinned, developmentsTable(this.read.tables, { ...request, ...live }));
  }

  /** @throws what HistoryReader.answer throws */
  async history(policyId: string, query: Whole<FoldQuery>): Promise<RowAnswer> {
    const found = await this.read.history.answer(policyId, { ...query, limit: 1 });
    const asked = JSON.parse(found.body) as Asked;
    const fields = query.field === undefined ? {} : { field: [query.field] };
    const request = requestOf('history', asked, { policyId: [policyId], ...fields });
    return whole(asked, found.pinned, tableOf(this.read.tables, request));
  }

  /** @throws what AllTimelinesReader.answer throws */
  async timelines(query: Whole<AllTimelinesQuery>): Promise<RowAnswer> {
    const found = await this.read.allTimelines.answer({ ...query, limit: 1 });
    const asked = JSON.parse(found.body) as Asked;
    const { axis, from, to, kind } = query;
    const live = {
      ...(axis !== undefined && { axis }),
      ...(from !== undefined && { from }),
      ...(to !== undefined && { to }),
      ...(kind !== undefined && { kind }),
    };
    const request = { ...requestOf('developments', asked, filtersOf(query)), live };
    return whole(asked, found.pinned, developmentsTable(this.read.tables, request));
  }

  /**
   * A document of TimelineJS: a title and a slide for each live development with a day to stand at.
   * @throws what TimelineReader.answer throws
   */
  async slides(policyId: string, query: Whole<FoldQuery>, labels: 'en' | 'ja'): Promise<string> {
    const { body } = await this.read.timeline.answer(policyId, { ...query, limit: 1 });
    const asked = JSON.parse(body) as Asked;
    const { basis } = asked;
    const state = await this.read.state.answer(policyId, {
      uncertain: 'flag',
      position: basis.position,
      ...(query.publishedBy !== undefined && { publishedBy: query.publishedBy }),
    });
    const { title, titles } = JSON.parse(state.body) as {
      title: string;
      titles?: { ja?: string; und?: string };
    };
    const request = requestOf('timelinejs', asked, { policyId: [policyId] });
    const events: string[] = [];
    for await (const rows of tableOf(this.read.tables, { ...request, labels }).rows())
      events.push(...rows.flatMap(({ json }) => json ?? []));
    // Erased titles are under `und`: see standIn.
    const headline = labels === 'ja' ? (titles?.ja ?? titles?.und ?? title) : title;
    return `{"title":${JSON.stringify({ text: { headline: escapedHtml(headline) } })},"events":[${events.join(',')}]}`;
  }

  /** A row for each policy and day; the requested field has columns of its own. @throws what PanelReader.answer throws */
  async panel(query: Whole<PanelQuery>): Promise<RowAnswer> {
    const found = await this.read.panel.answer({ ...query, limit: 1 });
    const asked = JSON.parse(found.body) as Asked;
    const { from, to, step, field } = query;
    const request: ExportRequest = {
      ...requestOf('panel', asked, filtersOf(query)),
      ...(field !== 'status' && {
        columns: [...usualColumns, `state/${field}`, `candidates/${field}`],
      }),
    };
    return whole(asked, found.pinned, statesTable(this.read.tables, request, panelDays(from, to, step, 1)));
  }

  /** @throws what DiffListReader.answer throws */
  async diff(query: Whole<DiffListQuery>): Promise<RowAnswer> {
    const found = await this.read.diffs.answer({ ...query, limit: 1 });
    const asked = JSON.parse(found.body) as Asked;
    return whole(asked, found.pinned, diffTable(this.read.diffs, query, asked.permalink));
  }

  /** @throws what SummaryReader.answer throws */
  async summary(query: SummaryQuery): Promise<RowAnswer> {
    const found = await this.read.summary.answer(query);
    return whole(JSON.parse(found.body) as Asked, found.pinned, summaryTable(found.body));
  }
}

const usualColumns = columnsOf('panel')
  .map(({ name }) => name)
  .filter((name) => !['identifiers', 'knownAt', 'position', 'publishedBy', 'uncertain'].includes(name));

const whole = ({ permalink }: Asked, pinned: boolean, table: Table): RowAnswer => ({
  table,
  permalink: permalink.replace(/&limit=\d+/, ''),
  pinned,
});

function requestOf(what: What, { basis }: Asked, filters: ExportRequest['filters']): ExportRequest {
  const {
    position,
    knownAt = null,
    knownThrough,
    asOf = '9999-12-31',
    uncertain = 'flag',
    publishedBy,
  } = basis;
  return {
    what,
    format: 'csv',
    filters,
    basis: {
      position,
      knownAt,
      recordedAt: null,
      beyondHead: knownThrough !== undefined,
      asOf,
      uncertain,
      ...(publishedBy !== undefined && { publishedBy }),
    },
  };
}
