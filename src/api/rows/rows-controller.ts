import { applyDecorators, Controller, Get, Param, Req, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RowAnswers } from '../../exports/row-answers.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import { PANEL_ROWS, panelQuery, TIMELINES_ROWS } from '../all-timelines/parameters.js';
import { DIFF_ROWS } from '../diff/parameters.js';
import { asOfQueryOf } from '../parameters/basis.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { splitFilters } from '../../read/policies/filters.js';
import { defined, HISTORY, LIST, TIMELINE } from '../policies/parameters.js';
import { SUMMARY } from '../counts/parameters.js';
import { Operation } from '../docs/operation.js';
import { sendRows } from './send-rows.js';

const {
  sort: _sort,
  fields: _fields,
  expected: _expected,
  limit: _limit,
  cursor: _cursor,
  ...POLICIES
} = LIST;
const { limit: _limitOne, cursor: _cursorOne, ...ONE_TIMELINE } = TIMELINE;
const { limit: _limitTwo, cursor: _cursorTwo, ...ONE_HISTORY } = HISTORY;

/** @param id is followed by the name of the format (docs/rows.ts) */
const Rows = (path: string, id: string, summary: string): MethodDecorator =>
  applyDecorators(Get([`${path}.csv`, `${path}.ndjson`]), Operation(id, summary));

/** Rows by GET: all rows of a query as CSV or NDJSON, the same as in an export. `Accept` selects these addresses, too. */
@Controller('v1')
@ApiTags('rows')
@Requires('read')
@Costs('rows')
export class RowsController {
  constructor(private readonly rows: RowAnswers) {}

  @Rows('policies', 'listPolicies', 'All policies as of a basis, a row each')
  async policies(
    @QueryParameters(POLICIES) given: ValuesOf<typeof POLICIES>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const [filters, basis] = splitFilters(given);
    return sendRows(await this.rows.policies({ ...asOfQueryOf(basis), ...filters }), request, reply);
  }

  @Rows('policies/:id/timeline', 'getTimeline', 'The developments of a policy, a row each')
  async timeline(
    @Param('id') id: string,
    @QueryParameters(ONE_TIMELINE) { render: _, ...query }: ValuesOf<typeof ONE_TIMELINE>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return sendRows(await this.rows.timeline(id, query), request, reply);
  }

  @Rows('policies/:id/history', 'getHistory', 'The steps of the fields of a policy, a row each')
  async history(
    @Param('id') id: string,
    @QueryParameters(ONE_HISTORY) { render: _, ...query }: ValuesOf<typeof ONE_HISTORY>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return sendRows(await this.rows.history(id, query), request, reply);
  }

  @Rows(
    'timeline',
    'getTimelineAcross',
    'The live developments of all policies, a row each, policy by policy',
  )
  async timelines(
    @QueryParameters(TIMELINES_ROWS) given: ValuesOf<typeof TIMELINES_ROWS>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const [filters, { axis, from, to, ...basis }] = splitFilters(given);
    const query = { ...asOfQueryOf(basis), ...filters, ...defined({ axis, from, to }) };
    return sendRows(await this.rows.timelines(query), request, reply);
  }

  @Rows('panel', 'getPanel', 'All policies day by day, a row for each policy and day on which it passes')
  async panel(
    @QueryParameters(PANEL_ROWS) given: ValuesOf<typeof PANEL_ROWS>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return sendRows(await this.rows.panel(panelQuery(given)), request, reply);
  }

  @Rows('diff', 'comparePolicies', 'What changed between two bases, a row for each field')
  async diff(
    @QueryParameters(DIFF_ROWS) given: ValuesOf<typeof DIFF_ROWS>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const [filters, { render: _, uncertain = 'flag', ...query }] = splitFilters(given);
    return sendRows(await this.rows.diff({ uncertain, ...query, ...filters }), request, reply);
  }

  @Rows(
    'summary',
    'getSummary',
    'How many policies have each status, area, jurisdiction or existence, a row each',
  )
  async summary(
    @QueryParameters(SUMMARY) given: ValuesOf<typeof SUMMARY>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    const [filters, { by, ...basis }] = splitFilters(given);
    const query = { ...asOfQueryOf(basis), ...filters, by: by ?? ('status' as const) };
    return sendRows(await this.rows.summary(query), request, reply);
  }
}
