import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogProofs } from '../../proof/log-proofs.js';
import type { LogStatus } from '../../proof/log-status.js';
import { Requires } from '../access/requires.js';
import { json, Operation } from '../docs/operation.js';

@Controller('v1/log')
@ApiTags('operations')
@Requires('administer')
export class LogStatusController {
  constructor(private readonly proofs: LogProofs) {}

  @Get('status')
  @Header('cache-control', 'no-store')
  @Operation(
    'getLogStatus',
    'The end of the log, its last checkpoint and its last verification',
    json('LogStatus'),
  )
  status(): Promise<LogStatus> {
    return this.proofs.status();
  }
}
