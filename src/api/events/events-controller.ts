import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { ReadSide } from '../../read/read-side.js';
import { Requires } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { integer } from '../parameters/kinds-of-parameter.js';
import type { ValuesOf } from '../parameters/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';

const EVENTS = {
  after: integer(0, Number.MAX_SAFE_INTEGER, 'The position behind which to begin; default 0, the beginning'),
  limit: integer(1, 1000, 'Events a page; default 50'),
};

@Controller('v1/events')
@ApiTags('events')
@Requires('read')
export class EventsController {
  constructor(private readonly read: ReadSide) {}

  @Get()
  @ApiOperation({ summary: 'The log as CloudEvents 1.0, in order' })
  async list(@QueryParameters(EVENTS) { after, limit }: ValuesOf<typeof EVENTS>): Promise<Answer> {
    return answerOf(await this.read.events.answer(after ?? 0, limit ?? 50));
  }
}
