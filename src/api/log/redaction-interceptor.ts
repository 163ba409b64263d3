import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { ReadSide } from '../../read/read-side.js';
import { Answer } from '../answer.js';
import { laterErasures, refuseErasedAnswer, refuseErasedQuestion } from './erased-answers.js';
import { DECLARES_NO_POLICY_DATA } from './no-policy-data.js';

/** Sees to it, on every read, that no answer from before an erasure is given again. */
@Injectable()
export class RedactionInterceptor implements NestInterceptor {
  constructor(
    private readonly read: ReadSide,
    private readonly reflector: Reflector,
  ) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const { method, url } = context.switchToHttp().getRequest<FastifyRequest>();
    if (method !== 'GET' && method !== 'HEAD') return next.handle();
    // The list of erasures needs the database. Liveness must not wait for it: the process would be killed for that.
    if (this.reflector.get(DECLARES_NO_POLICY_DATA, context.getClass())) return next.handle();
    const all = await this.read.redactions.all();
    if (all.length === 0) return next.handle();
    const [path = '', query] = url.split('?');
    const asked = new URLSearchParams(query);
    const later = laterErasures(all, asked);
    if (later.length === 0) return next.handle();
    refuseErasedQuestion(later, path, asked);
    return next.handle().pipe(
      map((answer: unknown) => {
        if (answer instanceof Answer) refuseErasedAnswer(later, answer.body.toString());
        return answer;
      }),
    );
  }
}
