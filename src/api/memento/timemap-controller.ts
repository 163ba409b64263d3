import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LINK_FORMAT } from '../../read/memento/timemap-reader.js';
import { TimemapReader } from '../../read/memento/timemap-reader.js';
import { Requires } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { Accepted } from '../http/accept.js';
import { BASIS, asOfQueryOf } from '../parameters/basis.js';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';
import { json, text, Operation } from '../docs/operation.js';

const LONGEST_PAGE = 1000;
const TIMEMAP = {
  ...BASIS,
  after: integer(0, Number.MAX_SAFE_INTEGER, 'Only mementos of later versions of the policy; default 0: all'),
  limit: integer(1, LONGEST_PAGE, `Mementos a page; default ${LONGEST_PAGE}`),
};
const TYPES = [LINK_FORMAT, 'application/json'] as const;

@Controller('v1/policies/:id/timemap')
@ApiTags('policies')
@Requires('read')
export class TimemapController {
  constructor(private readonly timemap: TimemapReader) {}

  @Get()
  @Operation(
    'getTimemap',
    `Its mementos (RFC 7089), a state for each event: ${LINK_FORMAT}, or JSON by Accept`,
    json('Timemap'),
    text('application/link-format', 'Timemap (RFC 7089)'),
  )
  async show(
    @Param('id') id: string,
    @QueryParameters(TIMEMAP) { after = 0, limit = LONGEST_PAGE, ...given }: ValuesOf<typeof TIMEMAP>,
    @Accepted(TYPES) type: string,
  ): Promise<Answer> {
    const query = { ...asOfQueryOf(given), after, limit };
    const options = { headers: { vary: 'Accept' } };
    if (type !== LINK_FORMAT) return answerOf(await this.timemap.json(id, query), options);
    return answerOf(await this.timemap.links(id, query), { ...options, contentType: LINK_FORMAT });
  }
}
