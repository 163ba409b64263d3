import {
  createMcpHandler,
  fromJsonSchema,
  type jsonSchemaValidator,
  McpServer,
} from '@modelcontextprotocol/server';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SOFTWARE } from '../../exports/files/describe.js';
import { ReadSide } from '../../read/read-side.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import { refusalOf } from './refusals.js';
import { textsOf } from './tool-arguments.js';
import { type Tool, TOOLS } from './tools.js';

const INSTRUCTIONS =
  'Facts about policies through time, each with the developments and sources behind it. asOf is the day in the world, knownAt the moment up to which the log is read. Cite the permalink of an answer: it never changes.';

/** The same answers for language models: the Model Context Protocol, read-only and without sessions. */
@Controller('mcp')
@ApiExcludeController()
@Requires('read')
@Costs('dear')
export class McpController {
  private readonly handler = createMcpHandler(() => serverOf(this.read));

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

/** The schema is shown and not enforced: the tools check their arguments themselves, and refuse them in the words of the API. */
const ANYTHING: jsonSchemaValidator = {
  getValidator: () => (input) => ({ valid: true, data: input as never, errorMessage: undefined }),
};

function serverOf(read: ReadSide): McpServer {
  const server = new McpServer(SOFTWARE, { instructions: INSTRUCTIONS });
  for (const [name, tool] of Object.entries(TOOLS))
    server.registerTool(
      name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: fromJsonSchema<Record<string, unknown>>(schemaOf(tool) as never, ANYTHING),
        annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
      },
      (args) => answerOf(read, tool, args),
    );
  return server;
}

const schemaOf = ({ takes, required }: Tool): object => ({
  type: 'object',
  properties: Object.fromEntries(
    Object.entries(takes)
      .filter(([name]) => !name.includes('*'))
      .map(([name, { schema, description }]) => [name, { ...schema, description }]),
  ),
  required,
});

async function answerOf(read: ReadSide, tool: Tool, args: Record<string, unknown>) {
  let texts: Record<string, string> = {};
  try {
    texts = textsOf(args);
    const body = await tool.call(read, texts);
    const answer = JSON.parse(body) as { permalink?: string };
    const { permalink } = answer;
    return {
      content: [
        { type: 'text' as const, text: body },
        ...(permalink === undefined
          ? []
          : [
              {
                type: 'resource_link' as const,
                uri: permalink,
                name: 'permalink',
                description: 'This answer, for ever',
                mimeType: 'application/json',
              },
            ]),
      ],
      structuredContent: answer as Record<string, unknown>,
    };
  } catch (error) {
    return refusalOf(read, tool, texts, error);
  }
}
