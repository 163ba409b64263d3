import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { JsonObject } from '../../domain/json.js';
import { exportSchema } from '../../exports/export-body.js';
import { type Schedule, Schedules } from '../../exports/jobs/schedules.js';
import { type Caller, CallerOfRequest } from '../access/caller.js';
import { Requires } from '../access/requires.js';
import { JsonBody } from '../json/json-body.js';
import { readSchedule } from './read-export.js';

@Controller('v1/export-schedules')
@ApiTags('exports')
@Requires('administer')
export class SchedulesController {
  constructor(private readonly schedules: Schedules) {}

  @Post()
  @ApiOperation({ summary: 'Make an export again and again: a cron expression in UTC, and the export' })
  @ApiBody({
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['cron', 'request'],
      properties: {
        cron: {
          type: 'string',
          description: 'Minute, hour, day of the month, month, day of the week',
          example: '0 6 * * 1',
        },
        incremental: { type: 'boolean', description: 'Each file holds only what came behind the one before' },
        request: exportSchema(),
      },
    },
  })
  create(@JsonBody() body: JsonObject, @CallerOfRequest() { actor }: Caller): Promise<Schedule> {
    return this.schedules.create(readSchedule(body), actor);
  }

  @Get()
  @ApiOperation({ summary: 'The schedules of exports' })
  async list(): Promise<{ items: Schedule[] }> {
    return { items: await this.schedules.list() };
  }

  @Delete(':id')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a schedule; the files it made stay' })
  remove(@Param('id') id: string): Promise<void> {
    return this.schedules.remove(id);
  }
}
