import { type DynamicModule, Module } from '@nestjs/common';
import { RowAnswers } from '../exports/rows/row-answers.js';
import { LiveEvents } from '../read/events/live-events.js';
import { ReadSide } from '../read/read-side.js';
import { ActivityController } from './activity/activity-controller.js';
import { AllTimelinesController } from './all-timelines/all-timelines-controller.js';
import { EmbedsController } from './embeds/embeds-controller.js';
import { PolicyPageController } from './embeds/policy-page-controller.js';
import { FeedsController } from './feeds/feeds-controller.js';
import { StreamController } from './feeds/stream-controller.js';
import { EventStreamLimit } from './feeds/event-stream-limit.js';
import { LinkedDataController } from './linked-data/linked-data-controller.js';
import { RowsController } from './rows/rows-controller.js';
import { SummaryController } from './summary/summary-controller.js';

/** Routes over all policies: counts, panels, timelines and feeds. */
@Module({})
export class AllPoliciesModule {
  static with(
    read: ReadSide,
    live: LiveEvents,
    rows: RowAnswers,
    limit = new EventStreamLimit(),
  ): DynamicModule {
    return {
      module: AllPoliciesModule,
      controllers: [
        AllTimelinesController,
        ActivityController,
        EmbedsController,
        PolicyPageController,
        FeedsController,
        LinkedDataController,
        RowsController,
        StreamController,
        SummaryController,
      ],
      providers: [
        { provide: ReadSide, useValue: read },
        { provide: LiveEvents, useValue: live },
        { provide: RowAnswers, useValue: rows },
        { provide: EventStreamLimit, useValue: limit },
      ],
    };
  }
}
