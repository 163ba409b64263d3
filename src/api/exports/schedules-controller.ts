import { Controller, Delete, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { JsonObject } from '../../domain/json.js';
import { exportSchema } from '../../exports/export-body.js';
import { isCron } from '../../exports/jobs/cron.js';
import { type Schedule, Schedules } from '../../exports/jobs/schedules.js';
import { type Caller, CallerOfRequest } from '../access/caller.js';
import { Requires } from '../access/requires.js';
import { Audited } from '../audit/audited.js';
import { JsonBody } from '../http/json-body.js';
import { text, type ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { readSchedule } from './read-export.js';
import { json, nothing, Operation } from '../docs/operation.js';

const CRON_HINT = 'Give the five fields of a cron expression, for example 0 6 * * 1 (Mondays at 6, UTC)';
const CRON = {
  cron: text('Five fields, in UTC: 0 6 * * 1. Required', { accepts: isCron, hint: CRON_HINT }),
};

@Controller('v1/export-schedules')
@ApiTags('exports')
@Requires('administer')
export class SchedulesController {
  constructor(private readonly schedules: Schedules) {}

  @Post()
  @Audited('export-schedule-created', ({ cron, request }: Schedule) => ({ cron, what: request.what }))
  @Operation(
    'createExportSchedule',
    'Make an export again and again: a cron expression in UTC, and the export',
    json('ExportSchedule', 201),
  )
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

  @Get('next-run')
  @Operation(
    'getNextRun',
    'When a cron expression would have its next turn; nothing is made',
    json('NextRun'),
  )
  nextRun(@QueryParameters(CRON) { cron }: ValuesOf<typeof CRON>): { nextRunAt: string | null } {
    if (cron === undefined) throw invalidParameters([{ parameter: 'cron', detail: CRON_HINT }]);
    return { nextRunAt: this.schedules.nextRun(cron) };
  }

  @Get()
  @Operation('listExportSchedules', 'The schedules of exports', json('ExportSchedules'))
  async list(): Promise<{ items: Schedule[] }> {
    return { items: await this.schedules.list() };
  }

  @Delete(':id')
  @Audited('export-schedule-removed')
  @HttpCode(204)
  @Operation('removeExportSchedule', 'End a schedule; the files it made stay', nothing())
  remove(@Param('id') id: string): Promise<void> {
    return this.schedules.remove(id);
  }
}
