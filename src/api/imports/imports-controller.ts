import { Readable } from 'node:stream';
import { Controller, Get, Header, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiConsumes, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Job } from '../../jobs/job.js';
import { DomainProblem } from '../../domain/problem.js';
import { Imports } from '../../write/import/imports.js';
import type { FilePreview } from '../../write/import/file-preview.js';
import { integer, yesOrNo, type ValuesOf } from '../../domain/values/parameter.js';
import type { ImportRequest } from '../../write/import/import-job.js';
import { type Caller, CallerOfRequest } from '../access/caller.js';
import { Requires } from '../access/requires.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { FORM, NDJSON, readFileBody } from './import-body.js';
import { READING, readingOf } from './reading-parameters.js';
import { json, text, Operation } from '../docs/operation.js';

const CREATE = { dryRun: yesOrNo('true: judge every line, and record nothing'), ...READING };
const LIST = { limit: integer(1, 1000, 'The newest so many; default 50') };
const DEFAULT_LIMIT = 50;

/** Any key with the import permission may read the imports of others and their rejects. */
/** The same schema for both types: client generators cannot distinguish them. */
const FILE_BODY = {
  description:
    'NDJSON, also with Content-Encoding: gzip; or a form with a `file` (NDJSON, CSV or XLSX) and, unless it is NDJSON, the `mapping` of its columns (docs/importing.md)',
  schema: {
    type: 'object',
    properties: {
      file: { type: 'string', format: 'binary' },
      mapping: { type: 'string', description: 'JSON: an import line with {column} in it' },
    },
    required: ['file'],
  },
};

@Controller('v1/imports')
@ApiTags('imports')
@Requires('import')
export class ImportsController {
  constructor(private readonly imports: Imports) {}

  @Post()
  @HttpCode(202)
  @Operation(
    'createImport',
    'Import a file of developments: NDJSON, or CSV or XLSX with a mapping; the answer is a job',
    json('Import', 202),
  )
  @ApiConsumes(NDJSON, FORM)
  @ApiBody(FILE_BODY)
  async create(
    @QueryParameters(CREATE) { dryRun, ...reading }: ValuesOf<typeof CREATE>,
    @CallerOfRequest() { actor }: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ReturnType<typeof importView>> {
    const { kept, name, options } = await this.receive(request, reading);
    const job = await this.imports.submit(kept, {
      actor,
      dryRun: dryRun ?? false,
      file: name,
      reading: options,
    });
    reply.header('location', `/v1/imports/${job.id}`);
    return importView(job);
  }

  @Post('preview')
  @HttpCode(200)
  @Operation(
    'previewImport',
    'What is in a file: its format, its columns and first rows; nothing is kept',
    json('ImportPreview'),
  )
  @ApiConsumes(NDJSON, FORM)
  @ApiBody(FILE_BODY)
  async preview(
    @QueryParameters(READING) reading: ValuesOf<typeof READING>,
    @Req() request: FastifyRequest,
  ): Promise<FilePreview> {
    const { kept, options } = await this.receive(request, reading);
    return this.imports.preview(kept, options);
  }

  @Get()
  @Header('cache-control', 'no-store')
  @Operation('listImports', 'Imports of all keys, the newest first', json('Imports'))
  async list(
    @QueryParameters(LIST) { limit }: ValuesOf<typeof LIST>,
  ): Promise<{ items: ReturnType<typeof importView>[] }> {
    const jobs = await this.imports.list(limit ?? DEFAULT_LIMIT);
    return { items: jobs.map(importView) };
  }

  @Get(':id')
  @Header('cache-control', 'no-store')
  @Operation('getImport', 'How far an import is', json('Import'))
  async one(@Param('id') id: string): Promise<ReturnType<typeof importView>> {
    return importView(await this.find(id));
  }

  @Get(':id/rejects')
  @Operation(
    'getImportRejects',
    'The lines that were not taken: number, pointer and problem, one a line',
    text('application/x-ndjson', 'A line for each line of the file that was not taken'),
  )
  async rejects(@Param('id') id: string, @Res() reply: FastifyReply): Promise<void> {
    const job = await this.find(id);
    await reply
      .header('cache-control', 'no-store')
      .type(NDJSON)
      .send(Readable.from(this.imports.rejects(job.id)));
  }

  private async receive(request: FastifyRequest, reading: ValuesOf<typeof READING>) {
    const { kept, name, mapping } = await readFileBody(request, (bytes) => this.imports.stage(bytes));
    try {
      return { kept, name, options: readingOf(reading, mapping) };
    } catch (error) {
      await this.imports.discard(kept);
      throw error;
    }
  }

  private async find(id: string): Promise<Job> {
    const job = await this.imports.find(id);
    if (job) return job;
    throw new DomainProblem('job-not-known', 'No import has this id');
  }
}

/** An import as its answers show it. */
function importView({
  id,
  actor,
  state,
  progress,
  request,
  details,
  problem,
  createdAt,
  startedAt,
  finishedAt,
}: Job) {
  const { dryRun, file, reading } = request as ImportRequest;
  const counts = {
    ...{ read: 0, recorded: 0, recordedAnew: 0, alreadyDone: 0, rejected: 0, warned: 0, warnings: [] },
    ...details,
  };
  return {
    id,
    state,
    dryRun,
    createdBy: actor,
    ...(file !== undefined && { file }),
    ...(reading && readingView(reading)),
    progress,
    ...counts,
    ...(problem && { problem: { type: `/problems/${problem.slug}`, detail: problem.detail } }),
    createdAt,
    ...(startedAt !== undefined && { startedAt }),
    ...(finishedAt !== undefined && { finishedAt }),
  };
}

const readingView = ({ ignoreRecordedTimes, ...reading }: NonNullable<ImportRequest['reading']>) => ({
  ...reading,
  ...(ignoreRecordedTimes === true && { recordedTimes: 'ignore' as const }),
});
