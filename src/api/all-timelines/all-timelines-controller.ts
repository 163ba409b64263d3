import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { STEPS } from '../../read/panel/panel-days.js';
import { ReadSide } from '../../read/read-side.js';
import { AXES } from '../../read/timeline/all-timelines-page.js';
import { Requires } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { BASIS, KNOWN, PUBLISHED_BY, asOfQueryOf } from '../parameters/basis.js';
import { choice, day } from '../parameters/kinds-of-parameter.js';
import type { ValuesOf } from '../parameters/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { DEFAULT_LIMIT, defined, fieldOf, FILTERS, PAGE, splitFilters } from '../policies/parameters.js';
import { answerOf } from '../read-answer.js';

const TIMELINE = {
  ...BASIS,
  ...FILTERS,
  axis: choice(
    AXES,
    'The days meant by from and to, and the order; recorded days are in UTC; default effective',
  ),
  from: day('Developments that may lie on this day or later'),
  to: day('Developments that may lie on this day or earlier'),
  ...PAGE,
};
const PANEL = {
  ...KNOWN,
  uncertain: BASIS.uncertain,
  ...PUBLISHED_BY,
  ...FILTERS,
  field: fieldOf('The field to show; default status'),
  from: day('The first day of the grid'),
  to: day('The last day of the grid; policies are filtered as of it'),
  step: choice(STEPS, 'Each day, or the first day and each first of a month; default day'),
  ...PAGE,
};

@Controller('v1')
@ApiTags('policies')
@Requires('read')
export class AllTimelinesController {
  constructor(private readonly read: ReadSide) {}

  @Get('timeline')
  @ApiOperation({ summary: 'The live developments of all policies, along one axis' })
  async timeline(@QueryParameters(TIMELINE) given: ValuesOf<typeof TIMELINE>): Promise<Answer> {
    const [filters, { axis, from, to, limit, cursor, ...basis }] = splitFilters(given);
    return answerOf(
      await this.read.across.answer({
        ...asOfQueryOf(basis),
        ...filters,
        ...defined({ axis, from, to, cursor }),
        limit: limit ?? DEFAULT_LIMIT,
      }),
    );
  }

  @Get('panel')
  @ApiOperation({ summary: 'One field of many policies, day by day: a grid' })
  async panel(@QueryParameters(PANEL) given: ValuesOf<typeof PANEL>): Promise<Answer> {
    const [filters, { field, from, to, step, limit, cursor, ...basis }] = splitFilters(given);
    if (from === undefined || to === undefined)
      throw invalidParameters([
        {
          parameter: from === undefined ? 'from' : 'to',
          detail: 'Give the first and the last day of the grid',
        },
      ]);
    return answerOf(
      await this.read.panel.answer({
        ...asOfQueryOf(basis),
        ...filters,
        ...defined({ cursor }),
        ...{ field: field ?? 'status', from, to, step: step ?? 'day', limit: limit ?? DEFAULT_LIMIT },
      }),
    );
  }
}
