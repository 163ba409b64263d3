import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { Requires } from '../access/requires.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { AuditLog, type KeptAct } from './audit-log.js';
import { json, Operation } from '../docs/operation.js';

const DEFAULT_LIMIT = 50;
const PAGE = {
  before: integer(1, Number.MAX_SAFE_INTEGER, 'Only acts before the one with this id'),
  limit: integer(1, 1000, `Acts a page; default ${DEFAULT_LIMIT}`),
};

@Controller('v1/audit')
@ApiTags('operations')
@Requires('administer')
export class AuditController {
  constructor(private readonly audit: AuditLog) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Operation(
    'listAudit',
    'What administrators did, the newest first: who, what, when, to what, from where',
    json('Audit'),
  )
  async list(
    @QueryParameters(PAGE) { before, limit = DEFAULT_LIMIT }: ValuesOf<typeof PAGE>,
  ): Promise<{ items: KeptAct[]; next?: string }> {
    const found = await this.audit.list(limit + 1, before);
    const items = found.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      ...(last && found.length > limit && { next: `/v1/audit?before=${last.id}&limit=${limit}` }),
    };
  }
}
