import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Json } from '../domain/json.js';
import type { Recorded } from '../event-store/event.js';
import type { CommandMetadata } from './command-metadata.js';
import { PolicyWriter } from './policy-writer.js';

/** Decides between developments that contradict each other; answers about earlier knowledge do not change. */
export class RuleOnPolicy extends Command<Recorded> {
  constructor(
    readonly policyId: string,
    readonly body: Json,
    readonly metadata: CommandMetadata,
  ) {
    super();
  }
}

@CommandHandler(RuleOnPolicy)
export class RuleOnPolicyHandler implements ICommandHandler<RuleOnPolicy> {
  constructor(private readonly policies: PolicyWriter) {}

  execute({ policyId, body, metadata }: RuleOnPolicy): Promise<Recorded> {
    return this.policies.write({ rule: policyId, body }, metadata);
  }
}
