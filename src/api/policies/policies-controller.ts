import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ListReader } from '../../read/policies/list-reader.js';
import { StateReader } from '../../read/state/state-reader.js';
import { TimelineReader } from '../../read/one-policy/timeline-reader.js';
import { HistoryReader } from '../../read/one-policy/history-reader.js';
import { ExplainReader } from '../../read/one-policy/explain-reader.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import type { Answer } from '../answer.js';
import { AcceptDatetime, NegotiatesDatetime, TimeGate } from '../memento/time-gate.js';
import { BASIS, asOfQueryOf } from '../parameters/basis.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';
import { splitFilters } from '../../read/policies/filters.js';
import { DEFAULT_LIMIT, defined, EXPLAIN, HISTORY, LIST, TIMELINE } from './parameters.js';
import { json, Operation } from '../docs/operation.js';

@Controller('v1/policies')
@ApiTags('policies')
@Requires('read')
export class PoliciesController {
  constructor(
    private readonly listReader: ListReader,
    private readonly stateReader: StateReader,
    private readonly timelineReader: TimelineReader,
    private readonly historyReader: HistoryReader,
    private readonly explainReader: ExplainReader,
    private readonly gate: TimeGate,
  ) {}

  @Get()
  @Costs('dear')
  @Operation('listPolicies', 'All policies as of a basis', json('PolicyList'))
  async list(@QueryParameters(LIST) given: ValuesOf<typeof LIST>): Promise<Answer> {
    const [filters, { sort, fields, expected, limit, cursor, ...basis }] = splitFilters(given);
    return answerOf(
      await this.listReader.answer({
        ...asOfQueryOf(basis),
        ...filters,
        ...defined({ sort, expected, cursor }),
        fields: fields ?? false,
        limit: limit ?? DEFAULT_LIMIT,
      }),
    );
  }

  @Get(':id')
  @Operation('getState', 'The state of one policy: on a day, as known at a moment', json('State'))
  @NegotiatesDatetime()
  state(
    @Param('id') id: string,
    @QueryParameters(BASIS) given: ValuesOf<typeof BASIS>,
    @AcceptDatetime() datetime: string | undefined,
  ): Promise<Answer> {
    return this.gate.answer(id, datetime, given, (known) =>
      this.stateReader.answer(id, { ...asOfQueryOf(given), ...known }),
    );
  }

  @Get(':id/timeline')
  @Operation('getTimeline', 'Its developments in effective order', json('Timeline'))
  @NegotiatesDatetime()
  timeline(
    @Param('id') id: string,
    @QueryParameters(TIMELINE) { render: _, limit = DEFAULT_LIMIT, ...query }: ValuesOf<typeof TIMELINE>,
    @AcceptDatetime() datetime: string | undefined,
  ): Promise<Answer> {
    return this.gate.answer(id, datetime, query, (known) =>
      this.timelineReader.answer(id, { ...query, limit, ...known }),
    );
  }

  @Get(':id/history')
  @Operation('getHistory', 'The steps of each field along the effective axis', json('History'))
  @NegotiatesDatetime()
  history(
    @Param('id') id: string,
    @QueryParameters(HISTORY) { render: _, limit = DEFAULT_LIMIT, ...query }: ValuesOf<typeof HISTORY>,
    @AcceptDatetime() datetime: string | undefined,
  ): Promise<Answer> {
    return this.gate.answer(id, datetime, query, (known) =>
      this.historyReader.answer(id, { ...query, limit, ...known }),
    );
  }

  @Get(':id/explain')
  @Operation(
    'explainField',
    'Why a field has its value: the developments, their sources, and what they superseded',
    json('Explanation'),
  )
  @NegotiatesDatetime()
  explain(
    @Param('id') id: string,
    @QueryParameters(EXPLAIN) given: ValuesOf<typeof EXPLAIN>,
    @AcceptDatetime() datetime: string | undefined,
  ): Promise<Answer> {
    const { field, parts, ...basis } = given;
    if (field === undefined)
      throw invalidParameters([
        { parameter: 'field', detail: 'Give the field to explain, for example status' },
      ]);
    return this.gate.answer(id, datetime, basis, (known) =>
      this.explainReader.answer(id, field, {
        ...asOfQueryOf(basis),
        ...known,
        parts: parts !== undefined,
      }),
    );
  }
}
