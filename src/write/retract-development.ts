import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { checkRetraction } from '../domain/bodies/retraction.js';
import type { Json } from '../domain/json.js';
import { RETRACTED } from '../domain/policy-event.js';
import type { Recorded } from '../event-store/event.js';
import { LogReader } from '../event-store/read.js';
import { accept } from './accept.js';
import type { Author, Guards } from './author.js';
import { keysOf } from './keys.js';
import { newEvent, PLAIN_SCHEMA } from './new-event.js';
import { PolicyChanges } from './policy-changes.js';
import { policyOfTarget } from './targets.js';

/** Withdraws a fact whole, whatever it was corrected from. */
export class RetractDevelopment {
  constructor(
    readonly target: string,
    readonly body: Json,
    readonly by: Author & Guards,
  ) {}
}

@CommandHandler(RetractDevelopment)
export class RetractDevelopmentHandler implements ICommandHandler<RetractDevelopment, Recorded> {
  constructor(
    private readonly changes: PolicyChanges,
    private readonly reader: LogReader,
  ) {}

  async execute({ target, body, by }: RetractDevelopment): Promise<Recorded> {
    const data = accept(checkRetraction(body));
    const keys = keysOf(by, { retract: target, body }, data.externalId);
    return this.changes.make({
      ...by,
      policyId: await policyOfTarget(this.reader, target),
      keys,
      decide: (ledger) => {
        ledger.checkTarget(target);
        return newEvent(RETRACTED, PLAIN_SCHEMA, { retracts: target, ...data });
      },
    });
  }
}
