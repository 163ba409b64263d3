import { type DynamicModule, Module } from '@nestjs/common';
import { Imports } from '../../write/import/imports.js';
import { ImportsController } from './imports-controller.js';

/** The routes of imports. */
@Module({})
export class ImportsModule {
  static with(imports: Imports): DynamicModule {
    return {
      module: ImportsModule,
      controllers: [ImportsController],
      providers: [{ provide: Imports, useValue: imports }],
    };
  }
}
