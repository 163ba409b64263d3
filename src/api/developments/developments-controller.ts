import { Controller, Get, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { retractionSchema } from '../../domain/bodies/retraction.js';
import type { JsonObject } from '../../domain/json.js';
import type { Recorded } from '../../event-store/event.js';
import { DevelopmentReader } from '../../read/one-policy/development-reader.js';
import type { CommandMetadata } from '../../write/command-metadata.js';
import { CorrectDevelopment } from '../../write/correct-development.js';
import { PreviewChange } from '../../write/preview.js';
import { RetractDevelopment } from '../../write/retract-development.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import { ChangedBy } from '../change-headers.js';
import { ChangeHeaders } from '../docs/change-headers.js';
import { NEW_DEVELOPMENT } from '../docs/development-bodies.js';
import { JsonBody } from '../http/json-body.js';
import { KNOWN, knowledgeRequestOf } from '../parameters/basis.js';
import { DRY_RUN } from '../parameters/dry-run.js';
import { text, type ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { answerOf } from '../read-answer.js';
import { json, Operation } from '../docs/operation.js';

const BY_EXTERNAL_ID = { externalId: text('The id its author gave it'), ...KNOWN };

@Controller('v1/developments')
@ApiTags('developments')
export class DevelopmentsController {
  constructor(
    private readonly commands: CommandBus,
    private readonly developments: DevelopmentReader,
  ) {}

  @Get()
  @Requires('read')
  @Operation('findDevelopment', 'The development or ruling of an external id', json('DevelopmentOrRuling'))
  async byExternalId(
    @QueryParameters(BY_EXTERNAL_ID) given: ValuesOf<typeof BY_EXTERNAL_ID>,
  ): Promise<Answer> {
    const { externalId } = given;
    if (externalId === undefined)
      throw invalidParameters([
        { parameter: 'externalId', detail: 'Give the externalId of a development or ruling' },
      ]);
    return answerOf(await this.developments.byExternalId(externalId, knowledgeRequestOf(given)));
  }

  @Get(':eventId')
  @Requires('read')
  @Operation(
    'getDevelopment',
    'One development or ruling, and what superseded it',
    json('DevelopmentOrRuling'),
  )
  async one(
    @Param('eventId') eventId: string,
    @QueryParameters(KNOWN) given: ValuesOf<typeof KNOWN>,
  ): Promise<Answer> {
    return answerOf(await this.developments.byEventId(eventId, knowledgeRequestOf(given)));
  }

  @Post(':eventId/correction')
  @Requires('record')
  @Operation(
    'correctDevelopment',
    'Replace a development as a whole; answers known before stay as they were',
    json('Preview'),
    json('RecordedDevelopment', 201),
  )
  @ApiBody({ schema: NEW_DEVELOPMENT })
  @ChangeHeaders(true)
  correct(
    @Param('eventId') eventId: string,
    @QueryParameters(DRY_RUN) { dryRun, asOf }: ValuesOf<typeof DRY_RUN>,
    @JsonBody() body: JsonObject,
    @ChangedBy() by: CommandMetadata,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recorded | Answer> {
    if (dryRun === true) return this.preview(new PreviewChange({ correct: eventId, body }, by, asOf), reply);
    return this.commands.execute(new CorrectDevelopment(eventId, body, by));
  }

  @Post(':eventId/retraction')
  @Requires('record')
  @Operation(
    'retractDevelopment',
    'Withdraw a development or a ruling for good; answers known before stay as they were',
    json('Preview'),
    json('Recorded', 201),
  )
  @ApiBody({ schema: retractionSchema() })
  @ChangeHeaders(true)
  retract(
    @Param('eventId') eventId: string,
    @QueryParameters(DRY_RUN) { dryRun, asOf }: ValuesOf<typeof DRY_RUN>,
    @JsonBody() body: JsonObject,
    @ChangedBy() by: CommandMetadata,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recorded | Answer> {
    if (dryRun === true) return this.preview(new PreviewChange({ retract: eventId, body }, by, asOf), reply);
    return this.commands.execute(new RetractDevelopment(eventId, body, by));
  }

  private async preview(change: PreviewChange, reply: FastifyReply): Promise<Answer> {
    reply.code(200);
    return new Answer(await this.commands.execute(change));
  }
}
