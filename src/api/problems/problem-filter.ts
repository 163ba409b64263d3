import { type ArgumentsHost, Catch, type ExceptionFilter, Logger, NotFoundException } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { builtFiles } from '../dashboard/built-files.js';
import { NOT_BUILT } from '../dashboard/not-built.js';
import { PAGE_HEADERS } from '../dashboard/page-headers.js';
import { prefersPage } from '../http/accept.js';
import { RouteTable } from '../http/route-table.js';
import { continuedTrace } from '../telemetry/trace-context.js';
import { PROBLEM_TYPES } from './catalogue.js';
import { type Problem, problemDocument } from './problem-document.js';
import { toProblem } from './to-problem.js';

/** Converts every error thrown while a request is handled into a problem document. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('Problem');

  private readonly files = builtFiles();

  constructor(private readonly routes: RouteTable) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = this.problemOf(error, request);
    this.log(problem, request);
    if (reply.sent || reply.raw.headersSent) {
      // Part of the answer is sent already; only cutting the connection can show that it is incomplete. A whole one stays.
      if (!reply.raw.writableEnded) reply.raw.destroy();
      return;
    }
    if (problem.slug === 'route-not-found' && request.method === 'GET' && isForPeople(request)) {
      void this.sendPage(reply);
      return;
    }
    const { status, headers, body } = problemDocument(problem, request.id, continuedTrace(request));
    void reply.code(status).headers(headers).send(body);
  }

  /** Sends the dashboard, which shows that the page does not exist. */
  private async sendPage(reply: FastifyReply): Promise<void> {
    const body = (await this.files).get('index.html')?.body ?? NOT_BUILT;
    const headers = { ...PAGE_HEADERS, 'cache-control': 'no-cache', vary: 'Accept' };
    await reply.code(404).type('text/html; charset=utf-8').headers(headers).send(body);
  }

  private problemOf(error: unknown, request: FastifyRequest): Problem {
    // Nest's error for "no route": the answer names the nearest path or the allowed methods.
    if (error instanceof NotFoundException) return this.routes.notFound(request.method, request.url);
    return toProblem(error);
  }

  private log(problem: Problem, request: FastifyRequest): void {
    const { status } = PROBLEM_TYPES[problem.slug];
    if (status < 500) return;
    const path = request.url.split('?', 1)[0] ?? '';
    const line = `${request.id} ${request.method} ${path}: ${problem.message}`;
    if (status === 503)
      this.logger.warn(problem.cause instanceof Error ? `${line}: ${problem.cause.message}` : line);
    else
      this.logger.error(line, problem.cause instanceof Error ? problem.cause.stack : String(problem.cause));
  }
}

/** Whether a browser requested an address outside the API and the dashboard's files. */
const isForPeople = ({ url, headers }: FastifyRequest): boolean =>
  !/^\/(v1|assets|health)(\/|$|\?)/.test(url) && prefersPage(headers.accept);
