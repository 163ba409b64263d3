import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { EventsReader } from '../../read/events/events-reader.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import type { Answer } from '../answer.js';
import { Accepted } from '../http/accept.js';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';
import { EVENT_FILTERS } from './parameters.js';
import { json, Operation } from '../docs/operation.js';

const EVENTS = {
  after: integer(0, Number.MAX_SAFE_INTEGER, 'The position behind which to begin; default 0, the beginning'),
  ...EVENT_FILTERS,
  limit: integer(1, 1000, 'Events a page; default 50'),
};

const BATCH = 'application/cloudevents-batch+json';
const TYPES = ['application/json', BATCH] as const;

@Controller('v1/events')
@ApiTags('events')
@Requires('read')
@Costs('dear')
export class EventsController {
  constructor(private readonly events: EventsReader) {}

  @Get()
  @Operation(
    'listEvents',
    `The log as CloudEvents 1.0, in order; with Accept: ${BATCH} the events alone, the next page in Link`,
    json('Events'),
  )
  async list(
    @QueryParameters(EVENTS) { after = 0, limit = 50, ...filters }: ValuesOf<typeof EVENTS>,
    @Accepted(TYPES) type: string,
  ): Promise<Answer> {
    const batch = type === BATCH;
    const found = await this.events.answer({ after, limit, ...filters }, { batch });
    return answerOf(found, {
      headers: { vary: 'Accept' },
      ...(batch && { contentType: `${BATCH}; charset=utf-8` }),
    });
  }
}
