import { Controller, Get, Req, Res } from '@nestjs/common';
import { ApiHeader, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LiveEvents } from '../../read/events/live-events.js';
import { clientOf } from '../admission/client-of.js';
import { Requires } from '../access/requires.js';
import { Draining } from '../draining.js';
import { EVENT_FILTERS } from './parameters.js';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { sendEvents } from './event-stream.js';
import { EventStreamLimit } from './event-stream-limit.js';
import { text, Operation } from '../docs/operation.js';

const POSITION = integer(
  0,
  Number.MAX_SAFE_INTEGER,
  'Begin behind this position; 0 replays all; default: now',
);
const STREAM = {
  after: POSITION,
  ...EVENT_FILTERS,
};

@Controller('v1/events/stream')
@ApiTags('events')
@Requires('read')
export class StreamController {
  constructor(
    private readonly live: LiveEvents,
    private readonly draining: Draining,
    private readonly limit: EventStreamLimit,
  ) {}

  @Get()
  @Operation(
    'streamEvents',
    'The log as it grows: server-sent events, their ids the positions',
    text('text/event-stream', 'Server-sent events: each has a position as its id and an Event as its data'),
  )
  @ApiHeader({
    name: 'last-event-id',
    required: false,
    description: 'Where the connection before ended; instead of after',
  })
  async stream(
    @QueryParameters(STREAM) { after, ...filters }: ValuesOf<typeof STREAM>,
    @Req() request: FastifyRequest,
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const last = lastEventId(request);
    const head = await this.live.head();
    const begin = last ?? after ?? head;
    if (begin > head)
      throw beyondTheEnd(last === undefined ? { parameter: 'after' } : { header: 'last-event-id' }, head);
    const leave = this.limit.take(clientOf(request));
    const gone = new AbortController();
    reply.raw.once('close', () => {
      gone.abort();
    });
    const signal = AbortSignal.any([gone.signal, this.draining.signal]);
    reply.hijack();
    reply.raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream; charset=utf-8',
      'cache-control': 'no-store',
      'x-accel-buffering': 'no',
    });
    try {
      if (request.method !== 'HEAD')
        await sendEvents(reply.raw, { begin, pages: this.live.follow(begin, filters, signal) }, signal);
      reply.raw.end();
    } catch {
      // The status is sent already, so an error can only break the stream off; the client reconnects with its last id.
      reply.raw.destroy();
    } finally {
      leave();
    }
  }
}

/** After a restore the log may end earlier than a follower has read: waiting for the position would pass over the events until it. */
const beyondTheEnd = (place: { parameter: string } | { header: string }, head: number) =>
  invalidParameters([
    {
      ...place,
      detail: `must not be beyond the end of the log, which is ${head}. If it was restored from a backup, what you read behind that is not in it: look at what follows, and go on from there`,
    },
  ]);

/** A browser that reconnects repeats the original address with its `after`; the last id has precedence. */
function lastEventId({ headers }: FastifyRequest): number | undefined {
  const given = headers['last-event-id'];
  if (given === undefined || given === '') return undefined;
  const reading = POSITION.read(String(given));
  if ('value' in reading) return reading.value;
  throw invalidParameters([{ header: 'last-event-id', ...reading.mistake }]);
}
