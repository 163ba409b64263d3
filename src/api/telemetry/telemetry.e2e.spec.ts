import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it, jest } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import { problemIn, startTestServer } from '../../../test/support/api-server.js';
import { Requires } from '../access/requires.js';
import type { HttpServer } from '../http-server.js';
import { openSpanExport, type SpanExport } from './otlp.js';

@Controller('v1/things')
@Requires('read')
class ThingsController {
  @Get(':id')
  thing() {
    throw new Error('of the spec');
  }
}
@Module({ controllers: [ThingsController] })
class ThingsModule {}

interface Span {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  attributes: { key: string; value: { stringValue?: string; intValue?: number } }[];
}

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736';
const PARENT = '00f067aa0ba902b7';

/** What the collector was sent, and the lines of the log. */
const sent: Span[] = [];
const lines: Record<string, unknown>[] = [];
let collector: Server;
let spans: SpanExport;
let http: HttpServer;
beforeAll(async () => {
  for (const stream of [process.stdout, process.stderr])
    jest.spyOn(stream, 'write').mockImplementation((text) => {
      for (const line of String(text).split('\n'))
        if (line.startsWith('{')) lines.push(JSON.parse(line) as Record<string, unknown>);
      return true;
    });
  collector = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as {
        resourceSpans: { scopeSpans: { spans: Span[] }[] }[];
      };
      sent.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)));
      response.setHeader('content-type', 'application/json').end('{}');
    });
  });
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve));
  spans = await openSpanExport(`http://127.0.0.1:${(collector.address() as AddressInfo).port}`);
  http = await startTestServer([ThingsModule], { logLevel: 'info', logFormat: 'json', spans });
});
afterAll(async () => {
  await http.stop();
  collector.close();
  jest.restoreAllMocks();
});

it('A trace goes on from the caller through problem and log to the collector, and names no query', async () => {
  const headers = { traceparent: `00-${TRACE}-${PARENT}-01` };
  const answer = await fetch(`${http.url}/v1/things/7?q=what-somebody-seeks`, { headers });
  const refused = await problemIn(answer);
  expect(refused).toMatchObject({ status: 400, traceId: TRACE });
  const failed = await problemIn(await fetch(`${http.url}/v1/things/7`, { headers }));
  expect(failed).toMatchObject({ status: 500, traceId: TRACE });
  const plain = await problemIn(await fetch(`${http.url}/v1/things/7`));
  expect(plain).not.toHaveProperty('traceId');

  // An answer can be there a moment before its line.
  const requests = () => lines.filter(({ context }) => context === 'Request');
  while (requests().length < 3) await new Promise(setImmediate);
  await spans.stop();
  expect(sent.map(({ name }) => name)).toEqual(Array(3).fill('GET /v1/things/:id'));
  const [first, second, third] = sent;
  expect([first, second]).toEqual([
    expect.objectContaining({ traceId: TRACE, parentSpanId: PARENT }),
    expect.objectContaining({ traceId: TRACE, parentSpanId: PARENT }),
  ]);
  expect(third?.traceId).not.toBe(TRACE);
  expect(second?.attributes).toContainEqual({
    key: 'http.response.status_code',
    value: { intValue: 500 },
  });

  expect(requests()[1]).toMatchObject({
    ...{
      level: 'log',
      requestId: failed.requestId,
      traceId: TRACE,
      parentId: PARENT,
      spanId: second?.spanId,
    },
    ...{ method: 'GET', path: '/v1/things/7', route: '/v1/things/:id', status: 500, actor: 'anyone' },
  });
  // A line in between, of which only the context tells the request.
  const problem = lines.find(({ context }) => context === 'Problem');
  expect(problem).toMatchObject({ requestId: failed.requestId, traceId: TRACE, spanId: second?.spanId });
  expect(problem?.['stack']).toMatch(/of the spec/);
  expect(JSON.stringify([sent, lines])).not.toContain('seeks');
});
