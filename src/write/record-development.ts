import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { uuidv7 } from 'uuidv7';
import { checkDevelopment } from '../domain/bodies/development.js';
import type { Json } from '../domain/json.js';
import type { Recorded } from '../event-store/event.js';
import { accept } from './accept.js';
import type { Author, Guards } from './author.js';
import { keysOf } from './keys.js';
import { newEvent } from './new-event.js';
import { PolicyChanges } from './policy-changes.js';

/** Records one thing that happened to a policy. */
export class RecordDevelopment {
  constructor(
    readonly policyId: string,
    readonly body: Json,
    readonly by: Author & Guards,
  ) {}
}

@CommandHandler(RecordDevelopment)
export class RecordDevelopmentHandler implements ICommandHandler<RecordDevelopment, Recorded> {
  constructor(private readonly changes: PolicyChanges) {}

  async execute({ policyId, body, by }: RecordDevelopment): Promise<Recorded> {
    const { kind, data, effects } = accept(checkDevelopment(body));
    const keys = keysOf(by, { record: policyId, body }, data.externalId);
    const eventId = uuidv7();
    return this.changes.make({
      ...by,
      policyId,
      keys,
      decide: (ledger) => {
        ledger.checkRecord(eventId, kind.kind, data, effects);
        return newEvent(kind.kind, kind.schemaVersion, data, eventId);
      },
    });
  }
}
