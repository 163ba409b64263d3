import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Json } from '../domain/json.js';
import type { CommandMetadata } from './command-metadata.js';
import { PolicyWriter, type Written } from './policy-writer.js';

/** Records one thing that happened to a policy. */
export class RecordDevelopment extends Command<Written> {
  constructor(
    readonly policyId: string,
    readonly body: Json,
    readonly metadata: CommandMetadata,
  ) {
    super();
  }
}

@CommandHandler(RecordDevelopment)
export class RecordDevelopmentHandler implements ICommandHandler<RecordDevelopment> {
  constructor(private readonly policies: PolicyWriter) {}

  execute({ policyId, body, metadata }: RecordDevelopment): Promise<Written> {
    return this.policies.write({ record: policyId, body }, metadata);
  }
}
