import { Injectable, Logger } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { ANYONE, type Caller } from '../access/caller.js';
import { clientAddress } from '../access/client-address.js';
import { HttpProblem } from '../problems/http-problem.js';
import { LocalCounts } from './local-counts.js';
import { type Policy, type Quota, type RateLimit, rateLimitHeaders } from './rate-limit.js';
import type { RequestCounts } from './request-counts.js';

/** How long requests are counted in this process alone after counting together failed, in milliseconds. */
const ALONE_MS = 2000;
/** A client that used its window up is refused without a query for at most so long, as others may give units back. */
const REFUSED_MS = 1000;
const REMEMBERED_CLIENTS = 10_000;

interface Taken {
  client: string;
  policy: Policy;
  quota: Quota;
  from: RequestCounts;
}

/** Where the limit and the counts of all processes come from; no limit: nothing is counted. */
export class RateLimitSource {
  constructor(
    readonly limit?: RateLimit,
    readonly counts?: RequestCounts & { close?: () => Promise<void> },
  ) {}

  async close(): Promise<void> {
    await this.counts?.close?.();
  }
}

/**
 * Admits as many requests of a key, or without one of an address, as RATE_LIMIT says. If the counts of all processes cannot be had,
 * each process counts alone for a while: the limit is then that of each process, and no right request fails because of it.
 */
@Injectable()
export class RateLimiter {
  private readonly logger = new Logger('RateLimiter');
  private readonly local = new LocalCounts();
  private readonly taken = new WeakMap<object, Taken>();
  private readonly refused = new LRUCache<string, number>({ max: REMEMBERED_CLIENTS, ttl: REFUSED_MS });
  private aloneUntil = -Infinity;

  constructor(private readonly source: RateLimitSource) {}

  /**
   * Counts a request, and tells its answer what remains.
   * @throws HttpProblem `rate-limited` if nothing does
   */
  async admit(request: FastifyRequest, reply: FastifyReply, caller: Caller): Promise<void> {
    const { limit } = this.source;
    if (!limit) return;
    const policy = caller.actor === ANYONE.actor ? 'address' : 'key';
    const client = policy === 'key' ? caller.actor : `address:${clientAddress(request)}`;
    const { quota, from } = await this.take(client, limit);
    void reply.headers(rateLimitHeaders(policy, limit, quota));
    if (quota.admitted) {
      this.taken.set(request, { client, policy, quota, from });
      return;
    }
    const whose = policy === 'key' ? 'each key' : 'each address that sends no key';
    throw new HttpProblem(
      'rate-limited',
      `${limit.requests} requests in ${limit.seconds} s are taken from ${whose}; wait ${quota.seconds} s`,
      { retryAfter: quota.seconds },
    );
  }

  /** Gives the unit of each 304 back: a client that asks whether its copy still holds must not be worse off than one that asks for all. */
  watch(server: FastifyInstance): void {
    if (!this.source.limit) return;
    server.addHook('onSend', async (request, reply, payload) => {
      const taken = this.taken.get(request);
      const { limit } = this.source;
      if (!taken || !limit || reply.statusCode !== 304) return payload;
      const { client, policy, quota, from } = taken;
      // Awaited, so that the next request finds it; it fails in a bounded time.
      await from.giveBack(client, quota.window).catch(() => undefined);
      this.refused.delete(client);
      void reply.headers(rateLimitHeaders(policy, limit, { ...quota, remaining: quota.remaining + 1 }));
      return payload;
    });
  }

  private async take(client: string, limit: RateLimit): Promise<Pick<Taken, 'quota' | 'from'>> {
    const { counts } = this.source;
    const endsAt = this.refused.get(client);
    if (endsAt !== undefined) {
      const seconds = Math.max(1, Math.ceil((endsAt - performance.now()) / 1000));
      return { quota: { admitted: false, remaining: 0, seconds, window: '' }, from: this.local };
    }
    if (counts && performance.now() >= this.aloneUntil)
      try {
        const quota = await counts.take(client, limit);
        if (!quota.admitted) this.refused.set(client, performance.now() + quota.seconds * 1000);
        return { quota, from: counts };
      } catch (error) {
        this.aloneUntil = performance.now() + ALONE_MS;
        this.logger.warn(`Requests are counted in this process alone: ${String(error)}`);
      }
    return { quota: await this.local.take(client, limit), from: this.local };
  }
}
