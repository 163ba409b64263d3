import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Json } from '../domain/json.js';
import type { CommandMetadata } from './command-metadata.js';
import { PolicyWriter, type Written } from './policy-writer.js';

/** Replaces a development as a whole; answers about earlier knowledge do not change. */
export class CorrectDevelopment extends Command<Written> {
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

  execute({ target, body, metadata }: CorrectDevelopment): Promise<Written> {
    return this.policies.write({ correct: target, body }, metadata);
  }
}
