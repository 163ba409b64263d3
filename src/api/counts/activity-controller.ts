import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { isDay } from '../../domain/day.js';
import { UNITS } from '../../read/activity/activity-query.js';
import { ActivityReader } from '../../read/activity/activity-reader.js';
import { AXES } from '../../read/timeline/all-timelines-page.js';
import {
  choice,
  type ValuesOf,
  day,
  instant,
  mistake,
  parameter,
  type Parameter,
} from '../../domain/values/parameter.js';
import { FILTERS, splitFilters } from '../../read/policies/filters.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import type { Answer } from '../answer.js';
import { BASIS, asOfQueryOf } from '../parameters/basis.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';
import { json, Operation } from '../docs/operation.js';

const DAY = day('');
const INSTANT = instant('');

/** A point on either axis: a day or an instant. */
const point = (description: string): Parameter<string> =>
  parameter(description, { type: 'string', example: '2024-07-31' }, (text) => {
    const [asDay, asInstant] = [DAY.read(text), INSTANT.read(text)];
    if ('value' in asDay) return asDay;
    if ('value' in asInstant) return asInstant;
    return text.includes('T')
      ? asInstant
      : mistake(`${asDay.mistake.detail}; on axis=recorded an instant, for example 2024-07-31T23:59:59Z`);
  });

const AXIS = {
  ...BASIS,
  ...FILTERS,
  axis: choice(
    AXES,
    'effective and published: live developments; recorded: all records of the policies that pass, by days in UTC; default effective',
  ),
};
const ACTIVITY = {
  ...AXIS,
  by: choice(
    UNITS,
    'Units to count by; what has uncertain days counts on its first possible one; default month',
  ),
};
const ADJACENT = {
  ...AXIS,
  around: point('The point whose neighbours are asked for: a day, on axis=recorded an instant'),
};

@Controller('v1/activity')
@ApiTags('policies')
@Requires('read')
@Costs('dear')
export class ActivityController {
  constructor(private readonly activityReader: ActivityReader) {}

  @Get()
  @Operation(
    'getActivity',
    'From when to when something happens along an axis, and how much in each month',
    json('Activity'),
  )
  async activity(@QueryParameters(ACTIVITY) given: ValuesOf<typeof ACTIVITY>): Promise<Answer> {
    const [filters, { axis = 'effective', by = 'month', ...basis }] = splitFilters(given);
    return answerOf(await this.activityReader.answer({ ...asOfQueryOf(basis), ...filters, axis }, by));
  }

  @Get('adjacent')
  @Operation(
    'getAdjacentDays',
    'The closest days on which something may begin or end, before and after one',
    json('Adjacent'),
  )
  async adjacent(@QueryParameters(ADJACENT) given: ValuesOf<typeof ADJACENT>): Promise<Answer> {
    const [filters, { axis = 'effective', around, ...basis }] = splitFilters(given);
    if (around === undefined || isDay(around) !== (axis !== 'recorded'))
      throw invalidParameters([
        {
          parameter: 'around',
          detail:
            axis === 'recorded'
              ? 'Give an instant, for example 2024-07-31T23:59:59Z'
              : 'Give a day, for example 2024-07-31',
        },
      ]);
    return answerOf(await this.activityReader.adjacent({ ...asOfQueryOf(basis), ...filters, axis }, around));
  }
}
