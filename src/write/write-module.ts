import { type DynamicModule, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { Clock } from '../domain/today.js';
import type { EventLog } from '../event-store/append.js';
import { LogReader } from '../event-store/read.js';
import { AmendPolicyHandler } from './amend-policy.js';
import { CorrectDevelopmentHandler } from './correct-development.js';
import { PolicyWriter } from './policy-writer.js';
import { CLOCK, PreviewChangeHandler } from './preview.js';
import { RecordDevelopmentHandler } from './record-development.js';
import { RegisterPolicyHandler } from './register-policy.js';
import { RetractDevelopmentHandler } from './retract-development.js';
import { RuleOnPolicyHandler } from './rule-on-policy.js';

/** Handlers of the commands, which are sent through the CommandBus. */
@Module({})
export class WriteModule {
  /** @param reader must see appended events of `log` at once */
  static with(log: EventLog, reader: LogReader, clock: Clock): DynamicModule {
    return {
      module: WriteModule,
      imports: [CqrsModule.forRoot()],
      providers: [
        { provide: LogReader, useValue: reader },
        { provide: CLOCK, useValue: clock },
        { provide: PolicyWriter, useValue: new PolicyWriter(log, reader) },
        RegisterPolicyHandler,
        AmendPolicyHandler,
        RecordDevelopmentHandler,
        PreviewChangeHandler,
        CorrectDevelopmentHandler,
        RetractDevelopmentHandler,
        RuleOnPolicyHandler,
      ],
      exports: [CqrsModule],
    };
  }
}
