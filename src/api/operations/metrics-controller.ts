import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Open } from '../access/requires.js';
import { Answer } from '../answer.js';
import { NoPolicyData } from '../log/no-policy-data.js';
import { Metrics } from './metrics.js';
import { text, Operation } from '../docs/operation.js';

@Controller('metrics')
@ApiTags('operations')
@Open()
@NoPolicyData()
export class MetricsController {
  constructor(private readonly metrics: Metrics) {}

  @Get()
  @Operation('getMetrics', 'Figures for Prometheus', text('text/plain', 'Figures as Prometheus reads them'))
  async read(): Promise<Answer> {
    const { contentType } = this.metrics;
    return new Answer(await this.metrics.text(), { contentType, headers: { 'cache-control': 'no-store' } });
  }
}
