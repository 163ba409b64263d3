import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { Projection } from '../../read/projections/projections-reader.js';
import { ProjectionsReader } from '../../read/projections/projections-reader.js';
import { Requires } from '../access/requires.js';

@Controller('v1/projections')
@ApiTags('operations')
@Requires('administer')
export class ProjectionsController {
  constructor(private readonly projections: ProjectionsReader) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'How far each projection is behind the log, and where one stands still' })
  async list(): Promise<{ items: Projection[] }> {
    return { items: await this.projections.all() };
  }
}
