import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { finalize, type Observable } from 'rxjs';
import { HttpProblem } from '../problems/http-problem.js';
import { clientOf } from './client-of.js';
import { Lane, LaneFull } from './lane.js';

/** Longest wait for a place, in milliseconds: with what else a refusal takes, below 2 s. */
const PATIENCE_MS = 1700;
/** In seconds. */
const RETRY_AFTER = 2;
const ROW_STREAMS = 2;

export const DECLARED_COST = 'cost';

/**
 * What a question costs. `dear`: it is about many policies, or folds one for a picture or a proof. `rows`: it streams all rows,
 * for as long as its client reads. Questions about one policy are cheap and declare nothing.
 */
export type Cost = 'dear' | 'rows';

/** The lanes of dear questions. */
export class Lanes {
  readonly dear: Lane;
  readonly rows: Lane;

  /** @param places how many dear questions are answered at once (DEAR_READS) */
  constructor(places: number) {
    const lane = (count: number) =>
      new Lane({
        places: count,
        // Others always find a place that one client cannot take, unless there is only one.
        placesOfOne: Math.max(1, count - 1),
        seats: 32 * count,
        seatsOfOne: 8 * count,
        patienceMs: PATIENCE_MS,
      });
    this.dear = lane(places);
    this.rows = lane(ROW_STREAMS);
  }
}

/** Admits requests by the declared cost of their routes, so that dear questions never take what cheap ones need. */
@Injectable()
export class Admission implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly lanes: Lanes,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const cost = this.reflector.getAllAndOverride<Cost>(DECLARED_COST, [
      context.getHandler(),
      context.getClass(),
    ]);
    const http = context.switchToHttp();
    const { raw } = http.getResponse<FastifyReply>();
    const gone = new AbortController();
    const leave = () => {
      gone.abort();
    };
    raw.once('close', leave);
    const free = await this.enter(cost, http.getRequest<FastifyRequest>(), gone.signal);
    raw.removeListener('close', leave);
    // A stream of rows works until its end.
    if (cost === 'rows' && !raw.destroyed) raw.once('close', free);
    return next.handle().pipe(
      finalize(() => {
        if (cost !== 'rows' || raw.destroyed) free();
      }),
    );
  }

  private async enter(cost: Cost, request: FastifyRequest, gone: AbortSignal): Promise<() => void> {
    try {
      return await this.lanes[cost].enter(clientOf(request), gone);
    } catch (error) {
      if (!(error instanceof LaneFull)) throw error;
      throw new HttpProblem('overloaded', 'Too many questions about many policies are being answered', {
        retryAfter: RETRY_AFTER,
        cause: error,
      });
    }
  }
}
