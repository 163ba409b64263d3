import { type DynamicModule, Module } from '@nestjs/common';
import { ReadSide } from '../read/read-side.js';
import { CitationController } from './citation/citation-controller.js';
import { DiffController } from './diff/diff-controller.js';
import { DevelopmentsController } from './developments/developments-controller.js';
import { EventsController } from './events/events-controller.js';
import { TimeGate } from './memento/time-gate.js';
import { TimemapController } from './memento/timemap-controller.js';
import { AnswerStatusController } from './status/answer-status-controller.js';
import { KindsController } from './kinds/kinds-controller.js';
import { LabelsController } from './kinds/labels-controller.js';
import { McpController } from './mcp/mcp-controller.js';
import { PoliciesController } from './policies/policies-controller.js';
import { ProjectionsController } from './projections/projections-controller.js';
import { PolicyChangesController } from './policies/policy-changes-controller.js';

/** The routes of the timeline. */
@Module({})
export class TimelineModule {
  /** @param write the module of the commands, which exports the CommandBus */
  static with(read: ReadSide, write: DynamicModule): DynamicModule {
    return {
      module: TimelineModule,
      imports: [write],
      controllers: [
        PoliciesController,
        PolicyChangesController,
        DiffController,
        CitationController,
        TimemapController,
        AnswerStatusController,
        DevelopmentsController,
        EventsController,
        KindsController,
        McpController,
        LabelsController,
        ProjectionsController,
      ],
      providers: [{ provide: ReadSide, useValue: read }, TimeGate],
    };
  }
}
