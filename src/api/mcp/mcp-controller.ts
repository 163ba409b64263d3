import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ReadSide } from '../../read/read-side.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import type { mcpHandler } from './mcp-server.js';

/** The same answers for language models: the Model Context Protocol, read-only and without sessions. */
@Controller('mcp')
@ApiExcludeController()
@Requires('read')
@Costs('dear')
export class McpController {
  private handler: ReturnType<typeof mcpHandler> | undefined;

  constructor(private readonly read: ReadSide) {}

  @Post()
  @HttpCode(200)
  async post(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<FastifyReply> {
    const headers = new Headers();
    for (const [name, value] of Object.entries(request.headers))
      if (value !== undefined && name !== 'content-length') headers.set(name, String(value));
    const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : undefined;
    // The address is of no matter to it; the Host of a request is not to be believed.
    const asked = new Request('http://localhost/mcp', { method: 'POST', headers, ...(body && { body }) });
    // Its SDK is a sixth of what a start would load: the first request loads it.
    this.handler ??= (await import('./mcp-server.js')).mcpHandler(this.read);
    const answer = await this.handler.fetch(asked);
    answer.headers.forEach((value, name) => {
      reply.header(name, value);
    });
    return reply
      .code(answer.status)
      .header('cache-control', 'no-store')
      .send(Buffer.from(await answer.arrayBuffer()));
  }
}
