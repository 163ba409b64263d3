import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Json } from '../domain/json.js';
import type { Recorded } from '../event-store/event.js';
import type { CommandMetadata } from './command-metadata.js';
import { PolicyWriter } from './policy-writer.js';

/** Registers a policy: the first event of its stream. */
export class RegisterPolicy extends Command<Recorded> {
  constructor(
    readonly body: Json,
    readonly metadata: CommandMetadata,
  ) {
    super();
  }
}

@CommandHandler(RegisterPolicy)
export class RegisterPolicyHandler implements ICommandHandler<RegisterPolicy> {
  constructor(private readonly policies: PolicyWriter) {}

  execute({ body, metadata }: RegisterPolicy): Promise<Recorded> {
    return this.policies.write({ register: body }, metadata);
  }
}
