import { uuidv7 } from 'uuidv7';
import { readChange } from '../../domain/change.js';
import { readInstant } from '../../domain/instant.js';
import type { Json, JsonObject } from '../../domain/json.js';
import { DomainProblem } from '../../domain/problem.js';
import { parseStrictJson } from '../../domain/strict-json/strict-json.js';
import { digestOf } from '../../event-store/canonical.js';
import type { ImportLine } from './import-line.js';
import { badLine, inside } from './reject.js';
import { rulingBody, rulingOf } from './ruling-line.js';
import { LINE_LIMIT, type RawLine } from './split-lines.js';

/** How lines are understood. */
export interface LineOptions {
  /** Leave out when lines say that they were recorded: they are recorded now. */
  ignoreRecordedTimes?: boolean | undefined;
}

/** Each says what a line is; a line has one of them, but a ruling may say its policy. */
const WAYS = ['policy', 'ruling', 'policyId', 'corrects', 'retracts'] as const;
type Way = (typeof WAYS)[number];

/**
 * Reads one line (data/README.md, "Format"): a policy, a development, a correction, a retraction or a ruling.
 * @throws DomainProblem `invalid-input` with all that is wrong with it
 */
export function readLine({ number, bytes }: RawLine, options: LineOptions = {}): ImportLine {
  if (bytes === null) throw badLine('', `A line may have up to ${LINE_LIMIT} bytes`);
  const parsed = parseStrictJson(bytes);
  if (!parsed.ok) {
    const errors = parsed.mistakes.map(({ pointer, detail, column }) => ({
      pointer,
      detail: `${detail} (column ${column})`,
    }));
    throw new DomainProblem('invalid-input', errors[0]?.detail ?? '', { errors });
  }
  return lineOf(parsed.value, number, options);
}

/**
 * The line that a JSON value is.
 * @throws DomainProblem `invalid-input`
 */
export function lineOf(given: Json, number: number, { ignoreRecordedTimes }: LineOptions = {}): ImportLine {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw badLine('', 'A line must be a JSON object');
  const value = ignoreRecordedTimes ? withoutRecordedAt(given) : given;
  const way = wayOf(value);
  const said = value[way] as Json;
  const body = way === 'ruling' ? rulingBody(said, bodyOf(value)) : bodyOf(value);
  const { recordedAt, externalId } = value;
  return {
    number,
    recordedAt: recordedAt === undefined ? null : instantOf(recordedAt),
    change: way === 'ruling' ? rulingOf(value, body) : changeOf(way, said, body),
    body: way === 'policy' ? (said as JsonObject) : body,
    eventId: uuidv7(),
    ownName: externalId === undefined ? digestOf(value) : '',
    timesSaid: 1,
  };
}

function changeOf(way: Exclude<Way, 'ruling'>, said: Json, body: JsonObject): ImportLine['change'] {
  switch (way) {
    case 'policy': {
      const [extra] = Object.keys(body);
      if (extra !== undefined)
        throw badLine(`/${extra}`, 'A line with a policy has no other members, but for recordedAt');
      return inside('/policy', () => readChange({ register: said }));
    }
    case 'policyId':
      return readChange({ record: named(said, '/policyId'), body });
    case 'corrects':
      return readChange({ correct: named(said, '/corrects'), body });
    case 'retracts':
      return readChange({ retract: named(said, '/retracts'), body });
  }
}

function withoutRecordedAt(line: JsonObject): JsonObject {
  if (line['recordedAt'] === undefined) return line;
  const { recordedAt: _, ...rest } = line;
  return rest;
}

function wayOf(line: JsonObject): Way {
  const given = WAYS.filter((name) => line[name] !== undefined);
  const [way, other] = given.includes('ruling') ? given.filter((name) => name !== 'policyId') : given;
  if (way !== undefined && other === undefined) return way;
  throw badLine(
    other === undefined ? '' : `/${other}`,
    'Give one of policy, policyId, corrects, retracts and ruling: it says what the line is',
  );
}

/** What the same request over HTTP would have as its body. A loop: a copy by spread costs more than all else that is done here. */
function bodyOf(line: JsonObject): JsonObject {
  const body: JsonObject = {};
  for (const name of Object.keys(line))
    if (name !== 'recordedAt' && !(WAYS as readonly string[]).includes(name)) body[name] = line[name] as Json;
  return body;
}

function instantOf(value: Json): string {
  const reading =
    typeof value === 'string' ? readInstant(value) : { mistake: { detail: 'must be a string' } };
  if ('mistake' in reading) throw badLine('/recordedAt', reading.mistake.detail);
  return reading.value;
}

function named(value: Json, pointer: string): string {
  if (typeof value === 'string' && value !== '') return value;
  throw badLine(pointer, 'must be a string that is not empty');
}
