import { type DynamicModule, Module } from '@nestjs/common';
import { ExportJobs } from '../../exports/jobs/export-jobs.js';
import { Schedules } from '../../exports/jobs/schedules.js';
import { DataLicence } from '../../exports/open-exports.js';
import { ReadSide } from '../../read/read-side.js';
import { CatalogueController } from '../linked-data/catalogue-controller.js';
import { ExportsController } from './exports-controller.js';
import { SchedulesController } from './schedules-controller.js';

/** The routes of exports. */
@Module({})
export class ExportsModule {
  static with(
    exports: { jobs: ExportJobs; schedules: Schedules; licence: DataLicence },
    read: ReadSide,
  ): DynamicModule {
    return {
      module: ExportsModule,
      controllers: [ExportsController, SchedulesController, CatalogueController],
      providers: [
        { provide: ExportJobs, useValue: exports.jobs },
        { provide: Schedules, useValue: exports.schedules },
        { provide: DataLicence, useValue: exports.licence },
        { provide: ReadSide, useValue: read },
      ],
    };
  }
}
