import { Injectable, Logger } from '@nestjs/common';
import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

const BUCKETS_SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

/** Metrics for Prometheus: the process, the requests, and those that other parts add. */
@Injectable()
export class Metrics {
  private readonly logger = new Logger('Metrics');
  private readonly registry = new Registry();
  private readonly requests = new Histogram({
    name: 'http_request_duration_seconds',
    help: 'Time from the head of a request to the end of its answer',
    // The route's template, never the address: otherwise every policy id would be a time series of its own.
    labelNames: ['method', 'route', 'status'] as const,
    buckets: BUCKETS_SECONDS,
    registers: [this.registry],
  });

  constructor() {
    collectDefaultMetrics({ register: this.registry });
  }

  /**
   * Adds a metric that is read at each scrape, such as the head of the log or the lag of a projection.
   * @param read gives the value, or undefined if it is not known now: the metric is then left out. It is also left out if
   *   reading fails, so that one broken part does not hide the other metrics
   */
  gauge(name: string, help: string, read: () => number | undefined | Promise<number | undefined>): void {
    const { logger } = this;
    const collect = async function (this: Gauge): Promise<void> {
      this.remove();
      try {
        const value = await read();
        if (value !== undefined) this.set(value);
      } catch (error) {
        logger.warn(`${name} cannot be read: ${error instanceof Error ? error.message : String(error)}`);
      }
    };
    new Gauge({ name, help, registers: [this.registry], collect });
  }

  /** Measures the time of every request of this server. */
  watch(server: FastifyInstance): void {
    server.addHook('onResponse', (request, reply, done) => {
      const route = request.routeOptions.url ?? 'none';
      const labels = { method: request.method, route, status: String(reply.statusCode) };
      this.requests.observe(labels, reply.elapsedTime / 1000);
      done();
    });
  }

  /** All metrics in the text format of Prometheus. */
  text(): Promise<string> {
    return this.registry.metrics();
  }

  get contentType(): string {
    return this.registry.contentType;
  }
}
