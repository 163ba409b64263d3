import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadSide } from '../../read/read-side.js';
import { SUMMARY_BY } from '../../read/summary/summary-by.js';
import { Requires } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { BASIS, questionOf } from '../parameters/basis.js';
import { choice } from '../parameters/kinds-of-parameter.js';
import type { ValuesOf } from '../parameters/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { FILTERS, splitFilters } from '../policies/parameters.js';
import { answerOf } from '../read-answer.js';

const SUMMARY = {
  ...BASIS,
  ...FILTERS,
  by: choice(SUMMARY_BY, 'What to count by; a policy counts in each of its jurisdictions; default status'),
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
    return answerOf(await this.read.summary.answer({ ...questionOf(basis), ...filters, by: by ?? 'status' }));
  }
}
