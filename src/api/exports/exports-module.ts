import { type DynamicModule, Module } from '@nestjs/common';
import { ExportJobs } from '../../exports/jobs/export-jobs.js';
import { Schedules } from '../../exports/jobs/schedules.js';
import { ExportsController } from './exports-controller.js';
import { SchedulesController } from './schedules-controller.js';

/** The routes of exports. */
@Module({})
export class ExportsModule {
  static with(exports: { jobs: ExportJobs; schedules: Schedules }): DynamicModule {
    return {
      module: ExportsModule,
      controllers: [ExportsController, SchedulesController],
      providers: [
        { provide: ExportJobs, useValue: exports.jobs },
        { provide: Schedules, useValue: exports.schedules },
      ],
    };
  }
}
