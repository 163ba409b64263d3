import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { checkAmendment } from '../domain/bodies/amendment.js';
import type { Json } from '../domain/json.js';
import { AMENDED } from '../domain/policy-event.js';
import type { Recorded } from '../event-store/event.js';
import { accept } from './accept.js';
import type { Author, Guards } from './author.js';
import { keysOf } from './keys.js';
import { newEvent, PLAIN_SCHEMA } from './new-event.js';
import { PolicyChanges } from './policy-changes.js';

/** Changes what a policy is called or where it belongs, from now on: what was known before keeps the old title. */
export class AmendPolicy {
  constructor(
    readonly policyId: string,
    readonly body: Json,
    readonly by: Author & Guards,
  ) {}
}

@CommandHandler(AmendPolicy)
export class AmendPolicyHandler implements ICommandHandler<AmendPolicy, Recorded> {
  constructor(private readonly changes: PolicyChanges) {}

  async execute({ policyId, body, by }: AmendPolicy): Promise<Recorded> {
    const changed = accept(checkAmendment(body));
    const keys = keysOf(by, { amend: policyId, body });
    return this.changes.make({
      ...by,
      policyId,
      keys,
      decide: () => newEvent(AMENDED, PLAIN_SCHEMA, changed),
    });
  }
}
