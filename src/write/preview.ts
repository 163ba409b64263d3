import { Inject } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { basisText } from '../domain/basis.js';
import type { ChangeRequest } from '../domain/change.js';
import type { Day } from '../domain/day.js';
import { foldPolicy } from '../domain/fold.js';
import { listItemText, rowsOn } from '../domain/state.js';
import { streamOf } from '../domain/stream.js';
import { type Clock, today } from '../domain/today.js';
import { LogReader } from '../event-store/read.js';
import type { CommandMetadata } from './command-metadata.js';
import type { PolicyLogReader } from './policy-log.js';
import { PolicyWriter } from './policy-writer.js';

/** Injection token of the Clock. */
export const CLOCK = Symbol('Clock');

/** Shows the result of a change without writing it. */
export class PreviewChange extends Command<string> {
  constructor(
    readonly request: ChangeRequest,
    readonly metadata: CommandMetadata,
    /** The day to show; default: today in the policy's time zone. */
    readonly asOf?: Day,
  ) {
    super();
  }
}

/** JSON text: the state after the change, as in an answer, with `before` as it is now. */
@CommandHandler(PreviewChange)
export class PreviewChangeHandler implements ICommandHandler<PreviewChange> {
  constructor(
    private readonly policies: PolicyWriter,
    @Inject(LogReader) private readonly reader: PolicyLogReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async execute({ request, metadata, asOf }: PreviewChange): Promise<string> {
    const { policyId, event, warnings } = await this.policies.decide(request, metadata);
    const head = await this.reader.head(); // after the decision, so that the timeline includes all that the decision is based on
    const timeline = foldPolicy(
      await this.reader.readStream(streamOf(policyId), { upToPosition: head.position }),
    );
    const day = asOf ?? today(timeline.header?.timeZone ?? 'UTC', this.clock());
    const before = listItemText(rowsOn(policyId, timeline, day, 'flag'), day, true);
    timeline.apply({ ...event, position: head.position + 1, recordedAt: head.recordedAt ?? '' });
    timeline.recompute();
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
    return `{"dryRun":true,"eventId":"${event.eventId}","basis":${basisText(basis, timeline.isReconstructed(head.position))},${after.slice(1, -1)},"before":${before}${warnings.length > 0 ? `,"warnings":${JSON.stringify(warnings)}` : ''}}`;
  }
}
