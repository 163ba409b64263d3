import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Open } from '../access/requires.js';
import { Draining } from '../draining.js';
import { HttpProblem } from '../problems/http-problem.js';
import { NoPolicyData } from '../log/no-policy-data.js';
import { Readiness } from './readiness.js';
import { json, Operation } from '../docs/operation.js';

@Controller('health')
@ApiTags('operations')
@Open()
@NoPolicyData()
export class HealthController {
  constructor(
    private readonly readiness: Readiness,
    private readonly draining: Draining,
  ) {}

  @Get('live')
  @Header('cache-control', 'no-store')
  @Operation('getLiveness', 'Whether the process answers at all', json('Live'))
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @Header('cache-control', 'no-store')
  @Operation('getReadiness', 'Whether traffic should be sent here; 503 names what is missing', json('Ready'))
  async ready(): Promise<{ status: 'ready'; ready: string[]; warnings?: Record<string, string> }> {
    const { ready, missing, warnings } = await this.readiness.verdict();
    if (this.draining.signal.aborted) missing['process'] = 'it is stopping';
    const names = Object.keys(missing);
    const warned = Object.keys(warnings).length > 0 && { warnings };
    if (names.length === 0) return { status: 'ready', ready, ...warned };
    throw new HttpProblem('not-ready', `Not ready: ${names.join(', ')}`, {
      extra: { ready, missing, ...warned },
      retryAfter: 1,
    });
  }
}
