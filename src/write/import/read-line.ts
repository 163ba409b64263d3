import { uuidv7 } from 'uuidv7';
import { checkDevelopment } from '../../domain/bodies/development.js';
import { checkRegistration } from '../../domain/bodies/registration.js';
import { checkRetraction } from '../../domain/bodies/retraction.js';
import { readInstant } from '../../domain/instant.js';
import type { Json, JsonObject } from '../../domain/json.js';
import { DomainProblem } from '../../domain/problem.js';
import { parseStrictJson } from '../../domain/strict-json/strict-json.js';
import { digestOf } from '../../event-store/canonical.js';
import { accept } from '../accept.js';
import type { ImportLine } from './import-line.js';
import { badLine } from './reject.js';
import { LINE_LIMIT, type RawLine } from './split-lines.js';

/**
 * Reads one line (README, "Import lines"): a policy, a development, a correction or a retraction.
 * @throws DomainProblem `invalid-input` with all that is wrong with it
 */
export function readLine({ number, bytes }: RawLine): ImportLine {
  if (bytes === null) throw badLine('', `A line may have up to ${LINE_LIMIT} bytes`);
  const parsed = parseStrictJson(bytes);
  if (!parsed.ok) {
    const errors = parsed.mistakes.map(({ pointer, detail, column }) => ({
      pointer,
      detail: `${detail} (column ${column})`,
    }));
    throw new DomainProblem('invalid-input', errors[0]?.detail ?? '', { errors });
  }
  return lineOf(parsed.value, number);
}

/**
 * The line that a JSON value is.
 * @throws DomainProblem `invalid-input`
 */
export function lineOf(value: Json, number: number): ImportLine {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw badLine('', 'A line must be a JSON object');
  const { recordedAt, ...content } = value;
  const common = {
    number,
    recordedAt: recordedAt === undefined ? null : instantOf(recordedAt),
    eventId: uuidv7(),
  };
  const { policy, policyId, corrects, retracts, ...body } = content;
  const ways = Object.entries({ policy, policyId, corrects, retracts }).filter(
    ([, said]) => said !== undefined,
  );
  const [way, ...others] = ways.map(([name]) => name);
  if (way === undefined || others.length > 0)
    throw badLine(
      others.length > 0 ? `/${others[0] ?? ''}` : '',
      'Give one of policy, policyId, corrects and retracts: it says what the line is',
    );
  const ownName = body['externalId'] === undefined ? digestOf(value) : '';
  switch (way) {
    case 'policy': {
      const [extra] = Object.keys(body);
      if (extra !== undefined)
        throw badLine(`/${extra}`, 'A line with a policy has no other members, but for recordedAt');
      const input = inside('/policy', () => accept(checkRegistration(policy)));
      return { ...common, type: 'policy', input, body: policy as JsonObject, ownName };
    }
    case 'policyId':
      return {
        ...common,
        type: 'record',
        policyId: named(policyId, '/policyId'),
        input: accept(checkDevelopment(body)),
        body,
        ownName,
      };
    case 'corrects':
      return {
        ...common,
        type: 'correct',
        target: named(corrects, '/corrects'),
        input: accept(checkDevelopment(body)),
        body,
        ownName,
      };
    default:
      return {
        ...common,
        type: 'retract',
        target: named(retracts, '/retracts'),
        input: accept(checkRetraction(body)),
        body,
        ownName,
      };
  }
}

function instantOf(value: Json): string {
  const reading =
    typeof value === 'string' ? readInstant(value) : { mistake: { detail: 'must be a string' } };
  if ('mistake' in reading) throw badLine('/recordedAt', reading.mistake.detail);
  return reading.value;
}

function named(value: Json | undefined, pointer: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw badLine(pointer, 'must be a string that is not empty');
}

/** Mistakes found in a member, with pointers from the line's beginning. */
function inside<T>(pointer: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof DomainProblem)) throw error;
    const errors = error.errors.map((each) => ({ ...each, pointer: `${pointer}${each.pointer ?? ''}` }));
    throw new DomainProblem(error.slug, error.detail, { errors });
  }
}
