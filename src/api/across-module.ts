import { type DynamicModule, Module } from '@nestjs/common';
import { ReadSide } from '../read/read-side.js';
import { SummaryController } from './summary/summary-controller.js';

/** The routes that look across policies: counts, grids, timelines of everything, and feeds. */
@Module({})
export class AcrossModule {
  static with(read: ReadSide): DynamicModule {
    return {
      module: AcrossModule,
      controllers: [SummaryController],
      providers: [{ provide: ReadSide, useValue: read }],
    };
  }
}
