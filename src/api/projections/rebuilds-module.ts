import { type DynamicModule, Module } from '@nestjs/common';
import { Rebuilds } from '../../read/projections/rebuilds.js';
import { RebuildsController } from './rebuilds-controller.js';

/** The routes of rebuilds. */
@Module({})
export class RebuildsModule {
  static with(rebuilds: Rebuilds): DynamicModule {
    return {
      module: RebuildsModule,
      controllers: [RebuildsController],
      providers: [{ provide: Rebuilds, useValue: rebuilds }],
    };
  }
}
