import type { FastifyInstance, FastifyRequest } from 'fastify';
import { traceOf } from './trace-context.js';

/** Longest wait for the collector when spans are sent, in milliseconds: it never delays an answer, only the end of the process. */
const PATIENCE_MS = 2000;
const SAMPLED = 1;

/** Sends a span for each request to a collector. */
export interface SpanExport {
  watch: (server: FastifyInstance) => void;
  /** Sends what is left. */
  stop: () => Promise<void>;
}

/**
 * OpenTelemetry's own packages send the spans, as OTLP in JSON over HTTP; they are loaded only here, so that a service without a collector
 * does not pay for them. Headers come from OTEL_EXPORTER_OTLP_HEADERS. While the collector is away, spans are dropped.
 *
 * @param endpoint the base address of a collector (OTEL_EXPORTER_OTLP_ENDPOINT)
 */
export async function openSpanExport(endpoint: string): Promise<SpanExport> {
  const [
    api,
    { BasicTracerProvider, BatchSpanProcessor },
    { OTLPTraceExporter },
    { resourceFromAttributes },
  ] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace-base'),
    import('@opentelemetry/exporter-trace-otlp-http'),
    import('@opentelemetry/resources'),
  ]);
  const url = `${endpoint.replace(/\/$/, '')}/v1/traces`;
  const provider = new BasicTracerProvider({
    resource: resourceFromAttributes({
      'service.name': process.env['OTEL_SERVICE_NAME'] ?? 'policy-timeline',
    }),
    spanProcessors: [new BatchSpanProcessor(new OTLPTraceExporter({ url, timeoutMillis: PATIENCE_MS }))],
  });
  const tracer = provider.getTracer('policy-timeline');
  const spans = new WeakMap<FastifyRequest, ReturnType<typeof tracer.startSpan>>();

  const begin = (request: FastifyRequest) => {
    const trace = traceOf(request);
    const parent = {
      traceId: trace.traceId,
      spanId: trace.parentId ?? trace.spanId,
      traceFlags: trace.parentId === undefined ? SAMPLED : Number.parseInt(trace.flags, 16),
      isRemote: true,
    };
    const context =
      trace.parentId === undefined ? api.ROOT_CONTEXT : api.trace.setSpanContext(api.ROOT_CONTEXT, parent);
    const span = tracer.startSpan(request.method, { kind: api.SpanKind.SERVER }, context);
    // The log and problems name the span that the collector gets.
    const { traceId, spanId } = span.spanContext();
    Object.assign(trace, { traceId, spanId });
    spans.set(request, span);
  };

  return {
    watch: (server) => {
      server.addHook('onRequest', (request, _reply, done) => {
        begin(request);
        done();
      });
      server.addHook('onResponse', (request, reply, done) => {
        const span = spans.get(request);
        // The route's template, never the address: its query may hold what people search for.
        const route = request.routeOptions.url;
        span?.updateName(route === undefined ? request.method : `${request.method} ${route}`);
        span?.setAttributes({
          'http.request.method': request.method,
          'http.response.status_code': reply.statusCode,
          'url.path': request.url.split('?', 1)[0] ?? '',
          'policy_timeline.request_id': request.id,
          ...(route !== undefined && { 'http.route': route }),
        });
        if (reply.statusCode >= 500) span?.setStatus({ code: api.SpanStatusCode.ERROR });
        span?.end();
        done();
      });
    },
    stop: () => provider.shutdown().catch(() => undefined),
  };
}
