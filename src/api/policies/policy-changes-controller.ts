import { Controller, Param, Post, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { amendmentSchema } from '../../domain/bodies/amendment.js';
import { registrationSchema } from '../../domain/bodies/registration.js';
import { rulingSchema } from '../../domain/bodies/ruling.js';
import type { JsonObject } from '../../domain/json.js';
import type { Recorded } from '../../event-store/event.js';
import { AmendPolicy } from '../../write/amend-policy.js';
import type { CommandMetadata } from '../../write/command-metadata.js';
import { PreviewChange } from '../../write/preview.js';
import { RecordDevelopment } from '../../write/record-development.js';
import { RegisterPolicy } from '../../write/register-policy.js';
import { RuleOnPolicy } from '../../write/rule-on-policy.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import { ChangedBy } from '../change-headers.js';
import { ChangeHeaders } from '../docs/change-headers.js';
import { NEW_DEVELOPMENT } from '../docs/development-bodies.js';
import { JsonBody } from '../http/json-body.js';
import { DRY_RUN } from '../parameters/dry-run.js';
import type { ValuesOf } from '../../domain/values/parameter.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { json, Operation } from '../docs/operation.js';

@Controller('v1/policies')
@ApiTags('changes')
@Requires('record')
export class PolicyChangesController {
  constructor(private readonly commands: CommandBus) {}

  @Post()
  @Operation('registerPolicy', 'Register a policy', json('Recorded', 201))
  @ApiBody({ schema: registrationSchema() })
  @ChangeHeaders(false)
  register(@JsonBody() body: JsonObject, @ChangedBy() by: CommandMetadata): Promise<Recorded> {
    return this.commands.execute(new RegisterPolicy(body, by));
  }

  @Post(':id/amendment')
  @Operation(
    'amendPolicy',
    'Amend what a policy is called or where it belongs; past titles stay',
    json('Recorded', 201),
  )
  @ApiBody({ schema: amendmentSchema() })
  @ChangeHeaders(true)
  amend(
    @Param('id') id: string,
    @JsonBody() body: JsonObject,
    @ChangedBy() by: CommandMetadata,
  ): Promise<Recorded> {
    return this.commands.execute(new AmendPolicy(id, body, by));
  }

  @Post(':id/developments')
  @Operation(
    'recordDevelopment',
    'Record a development, or show what recording it would lead to',
    json('Preview'),
    json('RecordedDevelopment', 201),
  )
  @ApiBody({ schema: NEW_DEVELOPMENT })
  @ChangeHeaders(true)
  async record(
    @Param('id') id: string,
    @QueryParameters(DRY_RUN) { dryRun, asOf }: ValuesOf<typeof DRY_RUN>,
    @JsonBody() body: JsonObject,
    @ChangedBy() by: CommandMetadata,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recorded | Answer> {
    if (dryRun === true) return this.preview(new PreviewChange({ record: id, body }, by, asOf), reply);
    return this.commands.execute(new RecordDevelopment(id, body, by));
  }

  @Post(':id/rulings')
  @Operation(
    'ruleOnPolicy',
    'Rule on developments that contradict each other, or show what the ruling would lead to',
    json('Preview'),
    json('Recorded', 201),
  )
  @ApiBody({ schema: rulingSchema() })
  @ChangeHeaders(true)
  async rule(
    @Param('id') id: string,
    @QueryParameters(DRY_RUN) { dryRun, asOf }: ValuesOf<typeof DRY_RUN>,
    @JsonBody() body: JsonObject,
    @ChangedBy() by: CommandMetadata,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Recorded | Answer> {
    if (dryRun === true) return this.preview(new PreviewChange({ rule: id, body }, by, asOf), reply);
    return this.commands.execute(new RuleOnPolicy(id, body, by));
  }

  private async preview(change: PreviewChange, reply: FastifyReply): Promise<Answer> {
    reply.code(200);
    return new Answer(await this.commands.execute(change));
  }
}
