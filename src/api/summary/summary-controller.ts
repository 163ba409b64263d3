import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadSide } from '../../read/read-side.js';
import { SUMMARY_BY } from '../../read/summary/summary-by.js';
import { Requires } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { BASIS, KNOWN, PUBLISHED_BY, asOfQueryOf } from '../parameters/basis.js';
import { choice, days } from '../parameters/kinds-of-parameter.js';
import type { ValuesOf } from '../parameters/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { FILTERS, splitFilters } from '../policies/parameters.js';
import { answerOf } from '../read-answer.js';

const SUMMARY = {
  ...BASIS,
  ...FILTERS,
  by: choice(SUMMARY_BY, 'What to count by; a policy counts in each of its jurisdictions; default status'),
};

const MOST_DAYS = 60;
const DAYS = {
  ...KNOWN,
  uncertain: BASIS.uncertain,
  ...PUBLISHED_BY,
  ...FILTERS,
  by: SUMMARY.by,
  days: days('The days to count on, separated by commas, each later than the one before', MOST_DAYS),
};

@Controller('v1/summary')
@ApiTags('policies')
@Requires('read')
export class SummaryController {
  constructor(private readonly read: ReadSide) {}

  @Get()
  @ApiOperation({
    summary:
      'How many of the policies that pass have each status, area, jurisdiction or existence, as of a basis',
  })
  async summary(@QueryParameters(SUMMARY) given: ValuesOf<typeof SUMMARY>): Promise<Answer> {
    const [filters, { by, ...basis }] = splitFilters(given);
    return answerOf(
      await this.read.summary.answer({ ...asOfQueryOf(basis), ...filters, by: by ?? 'status' }),
    );
  }

  @Get('days')
  @ApiOperation({ summary: 'The same counts on each of several days, for a chart' })
  async days(@QueryParameters(DAYS) given: ValuesOf<typeof DAYS>): Promise<Answer> {
    const [filters, { by, days, ...basis }] = splitFilters(given);
    if (days === undefined)
      throw invalidParameters([
        { parameter: 'days', detail: 'Give the days to count on, for example 2023-12-31,2024-12-31' },
      ]);
    return answerOf(
      await this.read.summaryDays.answer({ ...asOfQueryOf(basis), ...filters, by: by ?? 'status', days }),
    );
  }
}
