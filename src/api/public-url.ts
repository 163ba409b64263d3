import { createParamDecorator, type ExecutionContext, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

/** PUBLIC_URL, if it is set. */
@Injectable()
export class PublicUrl {
  constructor(readonly setting: string | undefined) {}

  /**
   * The base of addresses that others are to open: PUBLIC_URL, else that of the request if both ends are on this machine, else
   * unknown, because a client can send any Host.
   */
  own({ host, protocol }: Origin): string | undefined {
    return this.setting ?? (LOOPBACK.test(host) ? `${protocol}://${host}` : undefined);
  }

  /**
   * The base of links to this service: PUBLIC_URL, else the address of the request (the Host header is part of its URL, so a
   * cache keeps answers of two hosts apart), else nothing. Only for answers that are not pinned.
   */
  of({ host, protocol }: Origin): string {
    if (this.setting !== undefined) return this.setting;
    return HOST.test(host) ? `${protocol}://${host}` : '';
  }
}

export type Origin = Pick<FastifyRequest, 'host' | 'protocol'>;

/** A name or address with or without a port; clients can send anything here. */
const HOST = /^([A-Za-z0-9.-]{1,255}|\[[0-9A-Fa-f:.]{2,45}\])(:[0-9]{1,5})?$/;

const LOOPBACK = /^(localhost|127\.0\.0\.1|\[::1\])(:[0-9]{1,5})?$/;

/** Parameter of a handler: the address of the request. */
export const SentTo = createParamDecorator((_: undefined, context: ExecutionContext): Origin => {
  const { host, protocol } = context.switchToHttp().getRequest<FastifyRequest>();
  return { host, protocol };
});
