import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Controller, Delete, Get, HttpCode, Param, Post, Req, Res } from '@nestjs/common';
import { ApiBody, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { JsonObject } from '../../domain/json.js';
import { exportChoices, type ExportChoice } from '../../exports/export-choices.js';
import { exportSchema } from '../../exports/export-body.js';
import { ExportJobs, type ExportView } from '../../exports/jobs/export-jobs.js';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { type Caller, CallerOfRequest } from '../access/caller.js';
import { Requires } from '../access/requires.js';
import { Answer } from '../answer.js';
import { Draining } from '../draining.js';
import { JsonBody } from '../http/json-body.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { HttpProblem } from '../problems/http-problem.js';
import { readExport } from './read-export.js';
import { sendFile } from './send-file.js';
import { json, nothing, text, Operation } from '../docs/operation.js';

const LIST = { limit: integer(1, 1000, 'How many of the newest; default 50') };

/** Any key with the export permission may read and repeat the exports of others: it could export the same content itself. */
@Controller('v1/exports')
@ApiTags('exports')
@Requires('export')
export class ExportsController {
  constructor(
    private readonly exports: ExportJobs,
    private readonly draining: Draining,
  ) {}

  @Post()
  @HttpCode(202)
  @Operation('createExport', 'Make a file of states, facts, developments, …: a job', json('Export', 202))
  @ApiBody({ schema: exportSchema() })
  async create(
    @JsonBody() body: JsonObject,
    @CallerOfRequest() { actor }: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportView> {
    return located(await this.exports.create(readExport(body), actor), reply);
  }

  @Get()
  @Operation('listExports', 'The newest exports, of all keys', json('Exports'))
  async list(@QueryParameters(LIST) { limit }: ValuesOf<typeof LIST>): Promise<{ items: ExportView[] }> {
    return { items: await this.exports.list(limit ?? 50) };
  }

  @Get('choices')
  @Operation(
    'listExportChoices',
    'What can be exported: sorts of rows with their formats, members and columns',
    json('ExportChoices'),
  )
  choices(): { items: ExportChoice[] } {
    return { items: exportChoices() };
  }

  @Get(':id')
  @Operation('getExport', 'An export: how far it is, and its file', json('Export'))
  find(@Param('id') id: string): Promise<ExportView> {
    return this.exports.find(id);
  }

  @Get(':id/file')
  @Operation(
    'getExportFile',
    'The file, whole or a range of its bytes',
    text('application/octet-stream', 'The file, in the type of its format'),
  )
  file(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    return sendFile(this.exports, id, request, reply);
  }

  @Get(':id/manifest')
  @Operation(
    'getExportManifest',
    'What to know of the file: rows, bytes, SHA-256, basis, query, schema, software, licence, citation',
    json('ExportManifest'),
  )
  async manifest(@Param('id') id: string): Promise<Answer> {
    return new Answer(await this.exports.manifest(id));
  }

  @Get(':id/events')
  @Operation(
    'streamExportProgress',
    'The progress of an export as server-sent events',
    text('text/event-stream', 'Server-sent events: each has an Export as its data'),
  )
  async events(
    @Param('id') id: string,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<FastifyReply> {
    await this.exports.find(id);
    const gone = new AbortController();
    request.raw.socket.once('close', () => {
      gone.abort();
    });
    const stop = AbortSignal.any([this.draining.signal, gone.signal]);
    return reply
      .headers({ 'content-type': 'text/event-stream', 'cache-control': 'no-store' })
      .send(Readable.from(progressStream(this.exports, id, stop)));
  }

  @Post(':id/repeat')
  @HttpCode(202)
  @Operation(
    'repeatExport',
    'The same export once more, on the same basis: the same rows',
    json('Export', 202),
  )
  async repeat(
    @Param('id') id: string,
    @CallerOfRequest() { actor }: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportView> {
    return located(await this.exports.repeat(id, actor), reply);
  }

  @Delete(':id')
  @Operation(
    'removeExport',
    'Cancel an export under way (202), or remove one that has ended, with its file (204)',
    json('Export', 202),
    nothing('It is removed, with its file'),
  )
  async remove(
    @Param('id') id: string,
    @CallerOfRequest() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportView | undefined> {
    const { createdBy } = await this.exports.find(id);
    if (createdBy !== caller.actor && caller.role !== 'admin')
      throw new HttpProblem('forbidden', 'Only the key that made an export, or an administrator, may end it');
    const canceled = await this.exports.remove(id);
    reply.code(canceled ? 202 : 204);
    return canceled ?? undefined;
  }
}

function located(job: ExportView, reply: FastifyReply): ExportView {
  reply.header('location', `/v1/exports/${job.id}`);
  return job;
}

const LOOK_EVERY_MS = 1000;

/**
 * The progress of an export as server-sent events (WHATWG HTML, section 9.2): `progress` with the job as data when it has
 * changed, else a comment; the last event is `end`. The caller looks up the first state, so an unknown id is a plain 404.
 */
async function* progressStream(exports: ExportJobs, id: string, stop: AbortSignal): AsyncGenerator<string> {
  let sent = '';
  while (!stop.aborted) {
    const job = await exports.find(id);
    const data = JSON.stringify(job);
    const over = job.state !== 'queued' && job.state !== 'running';
    yield data === sent ? ':\n\n' : `event: ${over ? 'end' : 'progress'}\ndata: ${data}\n\n`;
    if (over) return;
    sent = data;
    await sleep(LOOK_EVERY_MS, undefined, { signal: stop }).catch(() => undefined); // aborted: the loop ends
  }
}
