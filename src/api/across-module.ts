import { type DynamicModule, Module } from '@nestjs/common';
import { LiveEvents } from '../read/events/live-events.js';
import { ReadSide } from '../read/read-side.js';
import { ActivityController } from './activity/activity-controller.js';
import { AcrossController } from './across/across-controller.js';
import { FeedsController } from './feeds/feeds-controller.js';
import { StreamController } from './feeds/stream-controller.js';
import { StreamSeats } from './feeds/stream-seats.js';
import { SummaryController } from './summary/summary-controller.js';

/** The routes that look across policies: counts, grids, timelines of everything, and feeds. */
@Module({})
export class AcrossModule {
  static with(read: ReadSide, live: LiveEvents, seats = new StreamSeats()): DynamicModule {
    return {
      module: AcrossModule,
      controllers: [
        AcrossController,
        ActivityController,
        FeedsController,
        StreamController,
        SummaryController,
      ],
      providers: [
        { provide: ReadSide, useValue: read },
        { provide: LiveEvents, useValue: live },
        { provide: StreamSeats, useValue: seats },
      ],
    };
  }
}
