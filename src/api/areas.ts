import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { ActivityController } from './counts/activity-controller.js';
import { AllTimelinesController } from './all-timelines/all-timelines-controller.js';
import { CitationController } from './policies/citation-controller.js';
import { DevelopmentsController } from './developments/developments-controller.js';
import { DiffController } from './diff/diff-controller.js';
import { EmbedsController } from './embeds/embeds-controller.js';
import { PolicyPageController } from './embeds/policy-page-controller.js';
import { EventsController } from './events/events-controller.js';
import { ExportsController } from './exports/exports-controller.js';
import { SchedulesController } from './exports/schedules-controller.js';
import { EventStreamLimit } from './events/event-stream-limit.js';
import { FeedsController } from './feeds/feeds-controller.js';
import { StreamController } from './events/stream-controller.js';
import { ImportsController } from './imports/imports-controller.js';
import { KindsController, LabelsController } from './kinds/kinds-controller.js';
import { CatalogueController } from './linked-data/catalogue-controller.js';
import { LinkedDataController } from './linked-data/linked-data-controller.js';
import { LogController, LogStatusController } from './log/log-controller.js';
import { PolicyProofController } from './log/policy-proof-controller.js';
import { RedactionInterceptor } from './log/redaction-interceptor.js';
import { McpController } from './mcp/mcp-controller.js';
import { TimeGate } from './memento/time-gate.js';
import { TimemapController } from './memento/timemap-controller.js';
import { PoliciesController } from './policies/policies-controller.js';
import { PolicyChangesController } from './policies/policy-changes-controller.js';
import { ProjectionsController, RebuildsController } from './operations/projections-controllers.js';
import { RowsController } from './rows/rows-controller.js';
import { AnswerStatusController } from './policies/answer-status-controller.js';
import { SummaryController } from './counts/summary-controller.js';

/** One policy: what it is, was and how we know, and its changes. */
@Module({
  controllers: [
    PoliciesController,
    PolicyChangesController,
    DevelopmentsController,
    CitationController,
    TimemapController,
    AnswerStatusController,
    KindsController,
    LabelsController,
  ],
  providers: [TimeGate],
})
class PolicyModule {}

/** All policies: counts, timelines, differences, and all rows of a query. */
@Module({
  controllers: [
    AllTimelinesController,
    ActivityController,
    DiffController,
    SummaryController,
    RowsController,
  ],
})
class AllPoliciesModule {}

/** The log as events: pages, feeds, calendar and streams. */
@Module({
  controllers: [EventsController, FeedsController, StreamController],
  providers: [EventStreamLimit],
})
class EventsModule {}

/** For pages and programs of others: embeds, linked data, the Model Context Protocol. */
@Module({
  controllers: [
    EmbedsController,
    PolicyPageController,
    LinkedDataController,
    CatalogueController,
    McpController,
  ],
})
class OpenWebModule {}

/** Proofs of the log and of answers from it; what was erased of it. */
@Module({
  controllers: [LogController, LogStatusController, PolicyProofController],
  providers: [{ provide: APP_INTERCEPTOR, useClass: RedactionInterceptor }],
})
class LogModule {}

/** Jobs: imports, exports and their schedules, rebuilds. */
@Module({
  controllers: [
    ImportsController,
    ExportsController,
    SchedulesController,
    ProjectionsController,
    RebuildsController,
  ],
})
class JobsModule {}

/** All areas of the API. What their controllers inject is provided by the composition (src/parts.ts). */
export const AREAS = [PolicyModule, AllPoliciesModule, EventsModule, OpenWebModule, LogModule, JobsModule];

/** The areas that only read and change policies: enough for benchmarks of reads. */
export const POLICY_AREAS = [PolicyModule, AllPoliciesModule];
