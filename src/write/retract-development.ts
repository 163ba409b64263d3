import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Json } from '../domain/json.js';
import type { Recorded } from '../event-store/event.js';
import type { CommandMetadata } from './command-metadata.js';
import { PolicyWriter } from './policy-writer.js';

/** Withdraws a development with all its corrections. */
export class RetractDevelopment extends Command<Recorded> {
  constructor(
    readonly target: string,
    readonly body: Json,
    readonly metadata: CommandMetadata,
  ) {
    super();
  }
}

@CommandHandler(RetractDevelopment)
export class RetractDevelopmentHandler implements ICommandHandler<RetractDevelopment> {
  constructor(private readonly policies: PolicyWriter) {}

  execute({ target, body, metadata }: RetractDevelopment): Promise<Recorded> {
    return this.policies.write({ retract: target, body }, metadata);
  }
}
