import { readFile } from 'node:fs/promises';
import type { CommandBus } from '@nestjs/cqrs';
import { externalKey } from '../domain/external-key.js';
import type { JsonObject } from '../domain/json.js';
import { DomainProblem } from '../domain/problem.js';
import type { LogReader } from '../event-store/read.js';
import { CorrectDevelopment } from '../write/correct-development.js';
import { RecordDevelopment } from '../write/record-development.js';
import { RegisterPolicy } from '../write/register-policy.js';

const FILE = new URL('../../data/japan-defence.ndjson', import.meta.url);
const BY = { actor: 'demo', correlationId: 'demo' };

/** Loads the demo timeline through the commands any client sends. A second load finds everything there. */
export async function loadDemo(commands: CommandBus, reader: LogReader): Promise<void> {
  const lines = (await readFile(FILE, 'utf8')).split('\n').filter((line) => line !== '');
  for (const line of lines) await load(JSON.parse(line) as JsonObject, commands, reader);
}

async function load(
  { policy, policyId, corrects, ...body }: JsonObject,
  commands: CommandBus,
  reader: LogReader,
): Promise<void> {
  if (policy !== undefined) await register(policy as JsonObject, commands);
  else if (typeof corrects === 'string')
    await commands.execute(new CorrectDevelopment(await eventOf(corrects, reader), body, BY));
  else await commands.execute(new RecordDevelopment(policyId as string, body, BY));
}

async function register(policy: JsonObject, commands: CommandBus): Promise<void> {
  try {
    await commands.execute(new RegisterPolicy(policy, BY));
  } catch (error) {
    // It is there from an earlier load.
    if (!(error instanceof DomainProblem && error.slug === 'policy-already-registered')) throw error;
  }
}

async function eventOf(externalId: string, reader: LogReader): Promise<string> {
  const used = await reader.recordedUnder(externalKey(externalId));
  const eventId = used?.recorded[0]?.eventId;
  if (eventId === undefined)
    throw new Error(`The demo corrects ${externalId}, which it has not recorded before`);
  return eventId;
}
