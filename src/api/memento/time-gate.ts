import {
  Inject,
  Injectable,
  applyDecorators,
  createParamDecorator,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { httpDate, endOfSecond } from '../../domain/http-date.js';
import { DomainProblem } from '../../domain/problem.js';
import type { KnowledgeRequest, ReadAnswer } from '../../read/basis/as-of-query.js';
import { linkText } from '../../read/memento/link-text.js';
import { originalOf, timemapOf } from '../../read/memento/original.js';
import { LINK_FORMAT, TimemapReader } from '../../read/memento/timemap-reader.js';
import { Answer } from '../answer.js';
import { answerOf } from '../read-answer.js';
import { invalidParameters } from '../parameters/read-parameters.js';

type PolicyAnswer = ReadAnswer & { permalink: string; lastRecorded: string; next?: string };

/** The recorded axis in a request. */
interface AskedBasis extends KnowledgeRequest {
  cursor?: string;
}

/**
 * Memento (RFC 7089) on the recorded axis: each address of a policy's view is its own time gate, and each pinned answer is a
 * memento. The datetime of a memento is that of the last event that it knows of the policy.
 */
@Injectable()
export class TimeGate {
  constructor(@Inject(TimemapReader) private readonly timemap: TimemapReader) {}

  /**
   * The answer, or a redirect to the one known at `datetime`; before the policy's registration, to the first one.
   * @param asked an address that pins the recorded axis is a memento itself and has no other datetime
   * @param answer gives the view for a request
   */
  async answer(
    policyId: string,
    datetime: string | undefined,
    { knownAt, position, cursor }: AskedBasis,
    answer: (request: KnowledgeRequest) => Promise<PolicyAnswer>,
  ): Promise<Answer> {
    const request = {
      ...(knownAt !== undefined && { knownAt }),
      ...(position !== undefined && { position }),
    };
    const isOpen = knownAt === undefined && position === undefined && cursor === undefined;
    if (datetime === undefined || !isOpen) return mementoOf(policyId, await answer(request));
    const found = await this.nearest(policyId, datetime, answer);
    const headers = { ...relations(policyId, found), vary: 'accept-datetime', location: found.permalink };
    return new Answer('', { status: 302, headers: { ...headers, 'cache-control': 'no-cache' } });
  }

  private async nearest(
    policyId: string,
    datetime: string,
    answer: (request: KnowledgeRequest) => Promise<PolicyAnswer>,
  ): Promise<PolicyAnswer> {
    try {
      return await answer({ knownAt: datetime });
    } catch (error) {
      if (!(error instanceof DomainProblem) || error.slug !== 'policy-not-known') throw error;
      const first = await this.timemap.first(policyId);
      if (first === null) throw error;
      return answer({ position: first });
    }
  }
}

function mementoOf(policyId: string, found: PolicyAnswer): Answer {
  const links = relations(policyId, found);
  return answerOf(found, {
    headers: found.pinned
      ? { ...links, 'memento-datetime': httpDate(found.lastRecorded) }
      : { ...links, vary: 'accept-datetime' },
  });
}

function relations(policyId: string, { permalink, lastRecorded }: PolicyAnswer): { link: string } {
  const links = [
    linkText(originalOf(permalink), { rel: 'original timegate' }),
    linkText(timemapOf(policyId, permalink), { rel: 'timemap', type: LINK_FORMAT }),
    linkText(permalink, { rel: 'memento', datetime: httpDate(lastRecorded) }),
  ];
  return { link: links.join(', ') };
}

/**
 * Parameter of a handler: the instant of `Accept-Datetime`, at the end of its second; undefined without the header.
 * @throws HttpProblem `invalid-parameters` for anything but an HTTP date
 */
export const AcceptDatetime = createParamDecorator((_: undefined, context: ExecutionContext) => {
  const text = context.switchToHttp().getRequest<FastifyRequest>().headers['accept-datetime'];
  if (text === undefined) return undefined;
  const instant = typeof text === 'string' ? endOfSecond(text.trim()) : null;
  if (instant !== null) return instant;
  const detail = 'Give an HTTP date, for example Wed, 31 Jul 2024 09:00:00 GMT';
  throw invalidParameters([{ header: 'Accept-Datetime', detail }]);
});

/** Documents the header. */
export const NegotiatesDatetime = (): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'Accept-Datetime',
      description:
        'An HTTP date: redirects to the answer as known then (RFC 7089); ignored where knownAt or position is given',
      required: false,
    }),
  );
