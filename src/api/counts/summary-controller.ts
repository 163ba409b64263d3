import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { FacetsReader } from '../../read/summary/facets-reader.js';
import { SummaryReader } from '../../read/summary/summary-reader.js';
import { SummaryDaysReader } from '../../read/summary/days-reader.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import type { Answer } from '../answer.js';
import { asOfQueryOf } from '../parameters/basis.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { splitFilters } from '../../read/policies/filters.js';
import { answerOf } from '../read-answer.js';
import { DAYS, FACETS, SUMMARY } from './parameters.js';
import { json, Operation } from '../docs/operation.js';

@Controller('v1/summary')
@ApiTags('policies')
@Requires('read')
@Costs('dear')
export class SummaryController {
  constructor(
    private readonly summaryReader: SummaryReader,
    private readonly summaryDays: SummaryDaysReader,
    private readonly facetsReader: FacetsReader,
  ) {}

  @Get()
  @Operation(
    'getSummary',
    'How many of the policies that pass have each status, area, jurisdiction or existence, as of a basis',
    json('Summary'),
  )
  async summary(@QueryParameters(SUMMARY) given: ValuesOf<typeof SUMMARY>): Promise<Answer> {
    const [filters, { by, ...basis }] = splitFilters(given);
    return answerOf(
      await this.summaryReader.answer({ ...asOfQueryOf(basis), ...filters, by: by ?? 'status' }),
    );
  }

  @Get('facets')
  @Operation(
    'getFacets',
    'The counts by status, area, jurisdiction and existence in one answer, each with all filters but its own, and how many policies pass all of them',
    json('Facets'),
  )
  async facets(@QueryParameters(FACETS) given: ValuesOf<typeof FACETS>): Promise<Answer> {
    const [filters, basis] = splitFilters(given);
    return answerOf(await this.facetsReader.answer({ ...asOfQueryOf(basis), ...filters }));
  }

  @Get('days')
  @Operation(
    'getSummaryOfDays',
    'The same counts on each of several days, for a chart',
    json('SummaryOfDays'),
  )
  async days(@QueryParameters(DAYS) given: ValuesOf<typeof DAYS>): Promise<Answer> {
    const [filters, { by, days, ...basis }] = splitFilters(given);
    if (days === undefined)
      throw invalidParameters([
        { parameter: 'days', detail: 'Give the days to count on, for example 2023-12-31,2024-12-31' },
      ]);
    return answerOf(
      await this.summaryDays.answer({ ...asOfQueryOf(basis), ...filters, by: by ?? 'status', days }),
    );
  }
}
