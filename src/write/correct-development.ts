import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidv7 } from 'uuidv7';
import { checkDevelopment } from '../domain/bodies/development.js';
import type { Json } from '../domain/json.js';
import type { Recorded } from '../event-store/event.js';
import { LogReader } from '../event-store/read.js';
import { accept } from './accept.js';
import type { Author, Guards } from './author.js';
import { keysOf } from './keys.js';
import { newEvent } from './new-event.js';
import { PolicyChanges } from './policy-changes.js';
import { policyOfTarget } from './targets.js';

/** Replaces a development as a whole; before this was recorded, answers stay as they were. */
export class CorrectDevelopment {
  constructor(
    readonly target: string,
    readonly body: Json,
    readonly by: Author & Guards,
  ) {}
}

@CommandHandler(CorrectDevelopment)
export class CorrectDevelopmentHandler implements ICommandHandler<CorrectDevelopment, Recorded> {
  constructor(
    private readonly changes: PolicyChanges,
    private readonly reader: LogReader,
  ) {}

  async execute({ target, body, by }: CorrectDevelopment): Promise<Recorded> {
    const { kind, data, effects } = accept(checkDevelopment(body));
    const keys = keysOf(by, { correct: target, body }, data.externalId);
    const eventId = uuidv7();
    return this.changes.make({
      ...by,
      policyId: await policyOfTarget(this.reader, target),
      keys,
      decide: (ledger) => {
        ledger.checkCorrection(target, eventId, kind.kind, data, effects);
        return newEvent(kind.kind, kind.schemaVersion, { ...data, corrects: target }, eventId);
      },
    });
  }
}
