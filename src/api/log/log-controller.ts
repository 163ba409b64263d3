import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { LogProofs } from '../../proof/log-proofs.js';
import type { LogStatus } from '../../proof/log-status.js';
import { Requires } from '../access/requires.js';
import { Costs } from '../admission/costs.js';
import { Answer } from '../answer.js';
import { integer, type ValuesOf } from '../../domain/values/parameter.js';
import { readParameter, invalidParameters } from '../parameters/read-parameters.js';
import { QueryParameters } from '../parameters/query-parameters.js';
import { json, text, Operation } from '../docs/operation.js';

/** A leaf holds a payload of up to 1 MiB, so pages are short. */
const LEAVES_A_PAGE = 1000;

const MOST = Number.MAX_SAFE_INTEGER;
const POSITION = integer(1, MOST, 'A position of the log');
const CHECKPOINT = { size: integer(0, MOST, 'An older one, of exactly this size; default: the newest') };
const INCLUSION = {
  position: integer(1, MOST, 'The position of the event; needed'),
  size: integer(1, MOST, 'The size of the tree; default: that of the newest checkpoint'),
};
const CONSISTENCY = {
  from: integer(0, MOST, 'The size of the older tree; needed'),
  to: integer(0, MOST, 'The size of the newer tree; default: that of the newest checkpoint'),
};
const LEAVES = {
  from: integer(1, MOST, 'The first position; default 1'),
  to: integer(
    1,
    MOST,
    `The last position, inclusive; a page holds at most ${LEAVES_A_PAGE}, default so many`,
  ),
};

/** A signed note is UTF-8 text, byte for byte. */
const PLAIN = 'text/plain; charset=utf-8';

@Controller('v1/log')
@ApiTags('proof')
@Requires('read')
export class LogController {
  constructor(private readonly proofs: LogProofs) {}

  @Get('checkpoint')
  @Operation(
    'getCheckpoint',
    'The signed checkpoint of the log (C2SP tlog-checkpoint)',
    text('text/plain', 'A signed note: origin, size, root hash, signature'),
  )
  async checkpoint(@QueryParameters(CHECKPOINT) { size }: ValuesOf<typeof CHECKPOINT>): Promise<Answer> {
    const found = size === undefined ? await this.proofs.sealer.newest() : await this.proofs.checkpoint(size);
    return new Answer(found.note, { contentType: PLAIN, pinned: size !== undefined });
  }

  @Get('key')
  @Operation(
    'getLogKey',
    'The key by which checkpoints are checked (C2SP signed-note)',
    text('text/plain', 'A verifier key'),
  )
  key(): Answer {
    return new Answer(`${this.proofs.key}\n`, { contentType: PLAIN });
  }

  @Get('inclusion')
  @Operation('getInclusion', 'That an event is in the log of that size', json('Inclusion'))
  async inclusion(
    @QueryParameters(INCLUSION) { position, size }: ValuesOf<typeof INCLUSION>,
  ): Promise<Answer> {
    if (position === undefined) throw needed('position', 'the position of the event');
    const proof = await this.proofs.inclusion(position, size);
    return new Answer(JSON.stringify(proof), { pinned: size !== undefined });
  }

  @Get('consistency')
  @Operation(
    'getConsistency',
    'That the log of one size continues that of a smaller one',
    json('Consistency'),
  )
  async consistency(
    @QueryParameters(CONSISTENCY) { from, to }: ValuesOf<typeof CONSISTENCY>,
  ): Promise<Answer> {
    if (from === undefined) throw needed('from', 'the size of the older checkpoint');
    const proof = await this.proofs.consistency(from, to);
    return new Answer(JSON.stringify(proof), { pinned: to !== undefined });
  }

  @Get('leaves')
  @Costs('dear')
  @Operation('listLeaves', 'What the leaves of the tree are made of, in order', json('Leaves'))
  async leaves(@QueryParameters(LEAVES) { from = 1, to }: ValuesOf<typeof LEAVES>): Promise<Answer> {
    if (to !== undefined && to < from)
      throw invalidParameters([{ parameter: 'to', detail: `to (${to}) is below from (${from})` }]);
    return leavesAnswer(this.proofs, from, to);
  }

  @Get('leaves/:position')
  @Operation('getLeaf', 'What one leaf is made of', json('Leaf'))
  async leaf(@Param('position') text: string): Promise<Answer> {
    const position = readParameter('position', text, POSITION);
    return new Answer(JSON.stringify(await this.proofs.leaf(position)));
  }
}

const needed = (parameter: string, what: string) =>
  invalidParameters([{ parameter, detail: `Give ${what}` }]);

/** A page of leaves; it names the next one while the range, or else the log, continues. */
async function leavesAnswer(proofs: LogProofs, from: number, to: number | undefined): Promise<Answer> {
  const last = Math.min(to ?? Number.MAX_SAFE_INTEGER, from + LEAVES_A_PAGE - 1);
  const items = await proofs.leaves(from, last);
  const isFull = items.length === LEAVES_A_PAGE && last !== to;
  const next = isFull ? `/v1/log/leaves?from=${last + 1}${to === undefined ? '' : `&to=${to}`}` : undefined;
  return new Answer(JSON.stringify({ items, ...(next !== undefined && { next }) }), {
    headers: next === undefined ? {} : { link: `<${next}>; rel="next"` },
  });
}

@Controller('v1/log')
@ApiTags('operations')
@Requires('administer')
export class LogStatusController {
  constructor(private readonly proofs: LogProofs) {}

  @Get('status')
  @Header('cache-control', 'no-store')
  @Operation(
    'getLogStatus',
    'The end of the log, its last checkpoint and its last verification',
    json('LogStatus'),
  )
  status(): Promise<LogStatus> {
    return this.proofs.status();
  }
}
