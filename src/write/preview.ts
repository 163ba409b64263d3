import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidv7 } from 'uuidv7';
import { basisText } from '../domain/basis.js';
import type { Day } from '../domain/day.js';
import { decodeEvent } from '../domain/decode-event.js';
import type { Json } from '../domain/json.js';
import { PolicyTimeline } from '../domain/policy-timeline.js';
import { listItemText, rowsOn } from '../domain/state.js';
import { streamOf } from '../domain/stream.js';
import { today } from '../domain/today.js';
import { LogReader } from '../event-store/read.js';
import type { Author } from './author.js';
import { PolicyChanges } from './policy-changes.js';
import { propose, type Aim } from './propose.js';

/** What a change would lead to; nothing is written. */
export class PreviewChange {
  constructor(
    readonly aim: Aim,
    readonly body: Json,
    readonly by: Author,
    /** The day to show; default: today in the policy's time zone. */
    readonly asOf?: Day,
  ) {}
}

/** JSON text: the state as it would be, as an answer shows it, with `before` as it is. */
@CommandHandler(PreviewChange)
export class PreviewChangeHandler implements ICommandHandler<PreviewChange, string> {
  constructor(
    private readonly changes: PolicyChanges,
    private readonly reader: LogReader,
  ) {}

  async execute({ aim, body, by, asOf }: PreviewChange): Promise<string> {
    const eventId = uuidv7();
    const { policyId, check, event } = await propose(aim, body, eventId, this.reader);
    check(await this.changes.ledger(policyId));
    const head = await this.reader.head();
    const timeline = new PolicyTimeline();
    for (const past of await this.reader.readStream(streamOf(policyId), { upToPosition: head.position }))
      timeline.apply(decodeEvent(past));
    timeline.settle();
    const day = asOf ?? today(timeline.header?.timeZone ?? 'UTC', new Date());
    const before = listItemText(rowsOn(policyId, timeline, day, 'flag'), day, true);
    timeline.apply({
      ...event,
      eventId,
      position: head.position + 1,
      recordedAt: head.recordedAt ?? '',
      reconstructed: false,
      actor: by.actor,
    });
    timeline.settle();
    const after = listItemText(rowsOn(policyId, timeline, day, 'flag'), day, true);
    const basis = {
      asOf: day,
      knownAt: head.recordedAt,
      position: head.position,
      recordedAt: head.recordedAt,
      beyondHead: false,
      uncertain: 'flag',
      publishedBy: null,
    } as const;
    return `{"dryRun":true,"eventId":"${eventId}","basis":${basisText(basis, timeline.isReconstructed(head.position))},${after.slice(1, -1)},"before":${before}}`;
  }
}
