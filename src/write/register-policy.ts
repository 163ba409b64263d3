import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { checkRegistration } from '../domain/bodies/registration.js';
import type { Json } from '../domain/json.js';
import { REGISTERED } from '../domain/policy-event.js';
import { DomainProblem } from '../domain/problem.js';
import { streamOf } from '../domain/stream.js';
import { EventLog } from '../event-store/append.js';
import type { Recorded } from '../event-store/event.js';
import { accept } from './accept.js';
import type { Author, Guards } from './author.js';
import { keysOf, refusedKey } from './keys.js';
import { newEvent, PLAIN_SCHEMA } from './new-event.js';

/** Makes a policy known: the first event of its stream. */
export class RegisterPolicy {
  constructor(
    readonly body: Json,
    readonly by: Author & Pick<Guards, 'idempotencyKey'>,
  ) {}
}

@CommandHandler(RegisterPolicy)
export class RegisterPolicyHandler implements ICommandHandler<RegisterPolicy, Recorded> {
  constructor(private readonly log: EventLog) {}

  async execute({ body, by }: RegisterPolicy): Promise<Recorded> {
    const { policyId, header } = accept(checkRegistration(body));
    const result = await this.log.append({
      stream: streamOf(policyId),
      expected: 'noStream',
      events: [newEvent(REGISTERED, PLAIN_SCHEMA, header)],
      keys: keysOf(by, { register: body }),
      actor: by.actor,
      correlationId: by.correlationId,
    });
    if (result.outcome === 'refused') throw refusedKey(result.key);
    if (result.outcome !== 'conflict') return result.recorded[0] as Recorded;
    const detail = `${policyId} is registered already; record developments of it, or amend it`;
    throw new DomainProblem('policy-already-registered', detail, { errors: [{ pointer: '/id', detail }] });
  }
}
