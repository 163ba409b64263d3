import { type DynamicModule, Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { LogProofs } from '../proof/log-proofs.js';
import { ReadSide } from '../read/read-side.js';
import { LogController } from './log/log-controller.js';
import { LogStatusController } from './log/log-status-controller.js';
import { RedactionInterceptor } from './log/redaction-interceptor.js';
import { PolicyProofController } from './log/policy-proof-controller.js';

/** The routes that prove the log and answers from it. */
@Module({})
export class LogModule {
  static with(read: ReadSide, proofs: LogProofs): DynamicModule {
    return {
      module: LogModule,
      controllers: [LogController, LogStatusController, PolicyProofController],
      providers: [
        { provide: ReadSide, useValue: read },
        { provide: LogProofs, useValue: proofs },
        { provide: APP_INTERCEPTOR, useClass: RedactionInterceptor },
      ],
    };
  }
}
