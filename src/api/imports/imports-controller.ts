import { Readable } from 'node:stream';
import { Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Job } from '../../jobs/job.js';
import { DomainProblem } from '../../domain/problem.js';
import { Imports } from '../../write/import/imports.js';
import { type Caller, CallerOfRequest } from '../access/caller.js';
import { Requires } from '../access/requires.js';
import { integer, yesOrNo } from '../parameters/kinds-of-parameter.js';
import type { ValuesOf } from '../parameters/parameter.js';
import { Takes } from '../parameters/takes.js';
import { importView } from './import-view.js';
import { NDJSON, streamOf } from './ndjson-body.js';

const CREATE = { dryRun: yesOrNo('true: judge every line, and record nothing') };
const LIST = { limit: integer(1, 1000, 'The newest so many; default 50') };
const DEFAULT_LIMIT = 50;

/** Any key that may import reads the imports of others and their rejects. */
@Controller('v1/imports')
@ApiTags('imports')
@Requires('import')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Import a file of developments, one a line; the answer is a job' })
  @ApiConsumes(NDJSON)
  @ApiBody({ schema: { type: 'string' }, description: 'NDJSON, also with Content-Encoding: gzip' })
  async create(
    @Takes(CREATE) { dryRun }: ValuesOf<typeof CREATE>,
    @CallerOfRequest() { actor }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReturnType<typeof importView>> {
    const job = await this.imports.submit(streamOf(request), { actor, dryRun: dryRun ?? false });
    reply.header('location', `/v1/imports/${job.id}`);
    return importView(job);
  }

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Imports of all keys, the newest first' })
  async list(
    @Takes(LIST) { limit }: ValuesOf<typeof LIST>,
  ): Promise<{ items: ReturnType<typeof importView>[] }> {
    const jobs = await this.imports.list(limit ?? DEFAULT_LIMIT);
    return { items: jobs.map(importView) };
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'How far an import is' })
  async one(@Param('id') id: string): Promise<ReturnType<typeof importView>> {
    return importView(await this.find(id));
  }

  @Get(':id/rejects')
  @ApiOperation({ summary: 'The lines that were not taken: number, pointer and problem, one a line' })
  @ApiProduces(NDJSON)
  async rejects(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const job = await this.find(id);
    await reply
      .header('cache-control', 'no-store')
      .type(NDJSON)
      .send(Readable.from(this.imports.rejects(job.id)));
  }

  private async find(id: string): Promise<Job> {
    const job = await this.imports.find(id);
    if (job) return job;
    throw new DomainProblem('job-not-known', 'No import has this id');
  }
}
