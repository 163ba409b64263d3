import { createMcpHandler, fromJsonSchema, McpServer } from '@modelcontextprotocol/server';
import { Controller, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SOFTWARE } from '../../exports/files/describe.js';
import { ReadSide } from '../../read/read-side.js';
import { Requires } from '../access/requires.js';
import { PROBLEM_TYPES, type ProblemSlug } from '../problems/catalogue.js';
import { toProblem } from '../problems/to-problem.js';
import { type Tool, TOOLS } from './tools.js';

const INSTRUCTIONS =
  'Facts about policies through time, each with the developments and sources behind it. asOf is the day in the world, knownAt the moment up to which the log is read. Cite the permalink of an answer: it never changes.';

/** The same answers for language models: the Model Context Protocol, read-only and without sessions. */
@Controller('mcp')
@ApiExcludeController()
@Requires('read')
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

function serverOf(read: ReadSide): McpServer {
  const server = new McpServer(SOFTWARE, { instructions: INSTRUCTIONS });
  for (const [name, tool] of Object.entries(TOOLS))
    server.registerTool(
      name,
      {
        title: tool.title,
        description: tool.description,
        inputSchema: fromJsonSchema<Record<string, unknown>>(schemaOf(tool) as never),
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
  const texts = Object.fromEntries(
    Object.entries(args).map(([name, value]) => [
      name,
      typeof value === 'string' ? value : JSON.stringify(value),
    ]),
  );
  try {
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
    return refusal(read, texts, error);
  }
}

/** A refusal that a program can tell apart; an empty success would be taken for an answer. */
async function refusal(read: ReadSide, args: Record<string, string>, error: unknown) {
  const { slug, detail, errors } = toProblem(error);
  const type = await typeOf(read, slug, args);
  const structuredContent = { refusal: type, type: `/problems/${slug}`, detail, errors };
  return {
    isError: true,
    content: [{ type: 'text' as const, text: JSON.stringify(structuredContent) }],
    structuredContent: structuredContent as Record<string, unknown>,
  };
}

async function typeOf(
  read: ReadSide,
  slug: ProblemSlug,
  { policyId }: Record<string, string>,
): Promise<string> {
  if (slug === 'policy-not-known' && policyId !== undefined) return typeOfUnknown(read, policyId);
  if (slug === 'policy-not-known') return 'no-such-policy';
  if (slug === 'field-not-known') return 'never-said';
  return PROBLEM_TYPES[slug].status >= 500 ? 'unavailable' : 'invalid-arguments';
}

/** Whether a policy that is not known on a basis is known by now. */
async function typeOfUnknown(read: ReadSide, policyId: string): Promise<string> {
  try {
    await read.state.answer(policyId, { uncertain: 'flag' });
    return 'not-known-yet';
  } catch (error) {
    return toProblem(error).slug === 'policy-not-known' ? 'no-such-policy' : 'unavailable';
  }
}
