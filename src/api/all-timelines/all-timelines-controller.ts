import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AllTimelinesReader } from '../../read/timeline/all-timelines-reader.js';
import { PanelReader } from '../../read/panel/panel-reader.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import type { Answer } from '../answer.js';
import { asOfQueryOf } from '../parameters/basis.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { splitFilters } from '../../read/policies/filters.js';
import { DEFAULT_LIMIT, defined } from '../policies/parameters.js';
import { answerOf } from '../read-answer.js';
import { PANEL, panelQuery, TIMELINES } from './parameters.js';
import { json, Operation } from '../docs/operation.js';

@Controller('v1')
@ApiTags('policies')
@Requires('read')
@Costs('dear')
export class AllTimelinesController {
  constructor(
    private readonly allTimelines: AllTimelinesReader,
    private readonly panelReader: PanelReader,
  ) {}

  @Get('timeline')
  @Operation(
    'getTimelineAcross',
    'The live developments of all policies, along one axis',
    json('TimelineOfAll'),
  )
  async timeline(@QueryParameters(TIMELINES) given: ValuesOf<typeof TIMELINES>): Promise<Answer> {
    const [filters, { axis, from, to, limit, cursor, ...basis }] = splitFilters(given);
    return answerOf(
      await this.allTimelines.answer({
        ...asOfQueryOf(basis),
        ...filters,
        ...defined({ axis, from, to, cursor }),
        limit: limit ?? DEFAULT_LIMIT,
      }),
    );
  }

  @Get('panel')
  @Operation('getPanel', 'One field of many policies, day by day: a grid', json('Panel'))
  async panel(@QueryParameters(PANEL) given: ValuesOf<typeof PANEL>): Promise<Answer> {
    const { limit, cursor, ...asked } = given;
    const query = { ...panelQuery(asked), ...defined({ cursor }), limit: limit ?? DEFAULT_LIMIT };
    return answerOf(await this.panelReader.answer(query));
  }
}
