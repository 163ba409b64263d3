import { createMcpHandler, McpServer } from '@modelcontextprotocol/server';
import { SOFTWARE } from '../../exports/files/describe.js';
import type { ReadSide } from '../../read/read-side.js';
import { noSuchTool, refusalOf } from './refusals.js';
import { textsOf } from './tool-arguments.js';
import { type Tool, TOOLS } from './tools.js';

const INSTRUCTIONS =
  'Facts about policies through time, each with the developments and sources behind it. asOf is the day in the world, knownAt the moment up to which the log is read. Cite the permalink of an answer: it never changes.';

/** Answers requests of the Model Context Protocol; each has a server of its own, as there are no sessions. */
export const mcpHandler = (read: ReadSide) => createMcpHandler(() => serverOf(read));

/**
 * The SDK's server below its register of tools: that would check arguments and names of tools itself, and refuse them in words of
 * its own. Here the tools refuse arguments in the words of the API.
 */
function serverOf(read: ReadSide): McpServer {
  const mcp = new McpServer(SOFTWARE, { instructions: INSTRUCTIONS, capabilities: { tools: {} } });
  const { server } = mcp;
  server.setRequestHandler('tools/list', () => ({ tools: LISTED }));
  server.setRequestHandler('tools/call', async ({ params: { name, arguments: args = {} } }) => {
    const tool = Object.hasOwn(TOOLS, name) ? TOOLS[name] : undefined;
    const result = tool ? await answerOf(read, tool, args) : noSuchTool(name);
    return server.projectCallToolResult(result, undefined);
  });
  return mcp;
}

const LISTED = Object.entries(TOOLS).map(([name, { title, description, takes, required }]) => ({
  ...{ name, title, description },
  inputSchema: {
    type: 'object' as const,
    properties: Object.fromEntries(
      Object.entries(takes)
        .filter(([parameter]) => !parameter.includes('*'))
        .map(([parameter, { schema, description: about }]) => [parameter, { ...schema, description: about }]),
    ),
    required: [...required],
  },
  annotations: { readOnlyHint: true, idempotentHint: true, openWorldHint: false },
}));

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
