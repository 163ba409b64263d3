import { type DynamicModule, Module } from '@nestjs/common';
import { RowAnswers } from './exports/row-answers.js';
import type { Parts, Services } from './parts.js';
import { LiveEvents } from './read/events/live-events.js';
import { WriteModule } from './write/write-module.js';

/**
 * Provides the parts to all controllers: each injects the readers and services that it needs, by their classes. Only the server loads it:
 * commands and the worker have no controllers, and start in two thirds of the processor time without Nest.
 */
@Module({})
export class PartsModule {
  /** @param services may be left out where no controller injects them */
  static with({ log, reader, read, clock, notifications }: Parts, services?: Services): DynamicModule {
    const instances: object[] = [
      read,
      ...(Object.values(read) as object[]),
      new LiveEvents(read.pool, read.known, notifications),
      new RowAnswers(read),
    ];
    if (services) {
      const { imports, rebuilds, proofs, exports } = services;
      instances.push(imports, rebuilds, proofs, exports.jobs, exports.schedules, exports.licence);
    }
    const providers = instances.map((instance) => ({ provide: instance.constructor, useValue: instance }));
    const write = WriteModule.with(log, reader, clock);
    return {
      module: PartsModule,
      global: true,
      imports: [write],
      providers,
      exports: [...instances.map((instance) => instance.constructor), write],
    };
  }
}
