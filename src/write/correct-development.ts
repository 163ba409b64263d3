import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Json } from '../domain/json.js';
import type { Recorded } from '../event-store/event.js';
import type { CommandMetadata } from './command-metadata.js';
import { PolicyWriter } from './policy-writer.js';

/** Replaces a development as a whole; before this was recorded, answers stay as they were. */
export class CorrectDevelopment extends Command<Recorded> {
  constructor(
    readonly target: string,
    readonly body: Json,
    readonly metadata: CommandMetadata,
  ) {
    super();
  }
}

@CommandHandler(CorrectDevelopment)
export class CorrectDevelopmentHandler implements ICommandHandler<CorrectDevelopment> {
  constructor(private readonly policies: PolicyWriter) {}

  execute({ target, body, metadata }: CorrectDevelopment): Promise<Recorded> {
    return this.policies.write({ correct: target, body }, metadata);
  }
}
