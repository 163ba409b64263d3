import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { AnswerStatusReader } from '../../read/one-policy/answer-status-reader.js';
import { Requires } from '../access/requires.js';
import type { Answer } from '../answer.js';
import { BASIS, asOfQueryOf } from '../parameters/basis.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';
import { json, Operation } from '../docs/operation.js';

@Controller('v1/policies/:id/answer-status')
@ApiTags('policies')
@Requires('read')
export class AnswerStatusController {
  constructor(private readonly answerStatus: AnswerStatusReader) {}

  @Get()
  @Operation(
    'getAnswerStatus',
    'Whether a pinned state, asked by its own parameters, is still the best known, or what changed it since',
    json('AnswerStatus'),
  )
  async show(
    @Param('id') id: string,
    @QueryParameters(BASIS) given: ValuesOf<typeof BASIS>,
  ): Promise<Answer> {
    const { asOf, knownAt, position } = given;
    if (asOf === undefined || (knownAt === undefined && position === undefined))
      throw invalidParameters([
        {
          parameter: asOf === undefined ? 'asOf' : 'position',
          detail:
            'Give the parameters of a pinned answer, as in its permalink: asOf, and position or knownAt',
        },
      ]);
    return answerOf(await this.answerStatus.answer(id, { ...asOfQueryOf(given), asOf }));
  }
}
