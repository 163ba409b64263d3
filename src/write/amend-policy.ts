import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Json } from '../domain/json.js';
import type { Recorded } from '../event-store/event.js';
import type { CommandMetadata } from './command-metadata.js';
import { PolicyWriter } from './policy-writer.js';

/** Changes the header of a policy from now on: earlier knowledge keeps the old title. */
export class AmendPolicy extends Command<Recorded> {
  constructor(
    readonly policyId: string,
    readonly body: Json,
    readonly metadata: CommandMetadata,
  ) {
    super();
  }
}

@CommandHandler(AmendPolicy)
export class AmendPolicyHandler implements ICommandHandler<AmendPolicy> {
  constructor(private readonly policies: PolicyWriter) {}

  execute({ policyId, body, metadata }: AmendPolicy): Promise<Recorded> {
    return this.policies.write({ amend: policyId, body }, metadata);
  }
}
