import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ListReader } from '../../read/policies/list-reader.js';
import { StateReader } from '../../read/state/state-reader.js';
import { TimelineReader } from '../../read/timeline/timeline-reader.js';
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
  @ApiOperation({ summary: 'All policies as of a basis' })
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
  @ApiOperation({ summary: 'The state of one policy: on a day, as known at a moment' })
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
  @ApiOperation({ summary: 'Its developments in effective order' })
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
  @ApiOperation({ summary: 'The steps of each field along the effective axis' })
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
  @ApiOperation({
    summary: 'Why a field has its value: the developments, their sources, and what they superseded',
  })
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
