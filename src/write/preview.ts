import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidv7 } from 'uuidv7';
import { basisText } from '../domain/basis.js';
import { checkDevelopment } from '../domain/bodies/development.js';
import type { Day } from '../domain/day.js';
import { decodeEvent } from '../domain/decode-event.js';
import type { Json } from '../domain/json.js';
import type { Development } from '../domain/policy-event.js';
import { PolicyTimeline } from '../domain/policy-timeline.js';
import { listItemText, rowsOn } from '../domain/state.js';
import { streamOf } from '../domain/stream.js';
import { today } from '../domain/today.js';
import { LogReader } from '../event-store/read.js';
import { accept } from './accept.js';
import type { Author } from './author.js';
import { PolicyChanges } from './policy-changes.js';

/** What recording this development would lead to; nothing is written. */
export class PreviewDevelopment {
  constructor(
    readonly policyId: string,
    readonly body: Json,
    readonly by: Author,
    /** The day to show; default: today in the policy's time zone. */
    readonly asOf?: Day,
  ) {}
}

/** JSON text: the state as it would be, as an answer shows it, with `before` as it is. */
@CommandHandler(PreviewDevelopment)
export class PreviewDevelopmentHandler implements ICommandHandler<PreviewDevelopment, string> {
  constructor(
    private readonly changes: PolicyChanges,
    private readonly reader: LogReader,
  ) {}

  async execute({ policyId, body, by, asOf }: PreviewDevelopment): Promise<string> {
    const { kind, data, effects } = accept(checkDevelopment(body));
    const eventId = uuidv7();
    const ledger = await this.changes.ledger(policyId);
    ledger.checkRecord(eventId, kind.kind, data, effects);
    const head = await this.reader.head();
    const timeline = new PolicyTimeline();
    for (const event of await this.reader.readStream(streamOf(policyId), { upToPosition: head.position }))
      timeline.apply(decodeEvent(event));
    timeline.settle();
    const day = asOf ?? today(timeline.header?.timeZone ?? 'UTC', new Date());
    const before = listItemText(rowsOn(policyId, timeline, day, 'flag'), day, true);
    const development: Development = {
      type: 'development',
      eventId,
      position: head.position + 1,
      recordedAt: head.recordedAt ?? '',
      reconstructed: false,
      actor: by.actor,
      kind: kind.kind,
      data,
      effects,
    };
    timeline.apply(development);
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
