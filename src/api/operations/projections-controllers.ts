import { Controller, Get, Header, HttpCode, Param, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Rebuilds } from '../../read/projections/rebuilds.js';
import type { RebuildView } from '../../read/projections/rebuild-view.js';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { type Projection, ProjectionsReader } from '../../read/projections/projections-reader.js';
import { type Caller, CallerOfRequest } from '../access/caller.js';
import { Requires } from '../access/requires.js';
import { Audited } from '../audit/audited.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { json, Operation } from '../docs/operation.js';

const LIST = { limit: integer(1, 1000, 'The newest so many; default 50') };
const DEFAULT_LIMIT = 50;

@Controller('v1')
@ApiTags('operations')
@Requires('administer')
export class RebuildsController {
  constructor(private readonly rebuilds: Rebuilds) {}

  @Post('projections/:name/rebuild')
  @Audited('projection-rebuilt', ({ id }: RebuildView) => ({ job: id }))
  @HttpCode(202)
  @Operation(
    'rebuildProjection',
    'Make a projection anew from the log while the service goes on: a job; a parked one is cured by it',
    json('Rebuild', 202),
  )
  async start(
    @Param('name') name: string,
    @CallerOfRequest() { actor }: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RebuildView> {
    const rebuild = await this.rebuilds.start(name, actor);
    reply.header('location', `/v1/rebuilds/${rebuild.id}`);
    return rebuild;
  }

  @Get('rebuilds')
  @Header('cache-control', 'no-store')
  @Operation('listRebuilds', 'Rebuilds, the newest first', json('Rebuilds'))
  async list(@QueryParameters(LIST) { limit }: ValuesOf<typeof LIST>): Promise<{ items: RebuildView[] }> {
    return { items: await this.rebuilds.list(limit ?? DEFAULT_LIMIT) };
  }

  @Get('rebuilds/:id')
  @Header('cache-control', 'no-store')
  @Operation('getRebuild', 'How far a rebuild is', json('Rebuild'))
  one(@Param('id') id: string): Promise<RebuildView> {
    return this.rebuilds.find(id);
  }
}

@Controller('v1/projections')
@ApiTags('operations')
@Requires('administer')
export class ProjectionsController {
  constructor(private readonly projections: ProjectionsReader) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Operation(
    'listProjections',
    'How far each projection is behind the log, and where one stands still',
    json('Projections'),
  )
  async list(): Promise<{ items: Projection[] }> {
    return { items: await this.projections.all() };
  }
}
