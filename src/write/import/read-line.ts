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

/** Options for reading lines. */
export interface LineOptions {
  /** Ignore the recorded instants of lines: they are recorded now. */
  ignoreRecordedTimes?: boolean | undefined;
}

/** Each determines what a line is. A line has exactly one of them, except that a ruling may also give its policy. */
const LINE_TYPES = ['policy', 'ruling', 'policyId', 'corrects', 'retracts'] as const;
type LineType = (typeof LINE_TYPES)[number];

/**
 * Reads one line (data/README.md, "Format"): a policy, a development, a correction, a retraction or a ruling.
 * @throws DomainProblem `invalid-input` with all its mistakes
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
 * Reads a line from a JSON value.
 * @throws DomainProblem `invalid-input`
 */
export function lineOf(given: Json, number: number, { ignoreRecordedTimes }: LineOptions = {}): ImportLine {
  if (typeof given !== 'object' || given === null || Array.isArray(given))
    throw badLine('', 'A line must be a JSON object');
  const value = ignoreRecordedTimes ? withoutRecordedAt(given) : given;
  const type = lineTypeOf(value);
  const member = value[type] as Json;
  const body = type === 'ruling' ? rulingBody(member, bodyOf(value)) : bodyOf(value);
  const { recordedAt, externalId } = value;
  return {
    number,
    recordedAt: recordedAt === undefined ? null : instantOf(recordedAt),
    change: type === 'ruling' ? rulingOf(value, body) : changeOf(type, member, body),
    body: type === 'policy' ? (member as JsonObject) : body,
    eventId: uuidv7(),
    ownName: externalId === undefined ? digestOf(value) : '',
    timesStated: 1,
  };
}

function changeOf(type: Exclude<LineType, 'ruling'>, value: Json, body: JsonObject): ImportLine['change'] {
  switch (type) {
    case 'policy': {
      const [extra] = Object.keys(body);
      if (extra !== undefined)
        throw badLine(`/${extra}`, 'A line with a policy has no other members, but for recordedAt');
      return inside('/policy', () => readChange({ register: value }));
    }
    case 'policyId':
      return readChange({ record: named(value, '/policyId'), body });
    case 'corrects':
      return readChange({ correct: named(value, '/corrects'), body });
    case 'retracts':
      return readChange({ retract: named(value, '/retracts'), body });
  }
}

function withoutRecordedAt(line: JsonObject): JsonObject {
  if (line['recordedAt'] === undefined) return line;
  const { recordedAt: _, ...rest } = line;
  return rest;
}

function lineTypeOf(line: JsonObject): LineType {
  const given = LINE_TYPES.filter((name) => line[name] !== undefined);
  const [type, other] = given.includes('ruling') ? given.filter((name) => name !== 'policyId') : given;
  if (type !== undefined && other === undefined) return type;
  throw badLine(
    other === undefined ? '' : `/${other}`,
    'Give one of policy, policyId, corrects, retracts and ruling: it says what the line is',
  );
}

/** The body of the same request over HTTP. A loop, because a copy by spread costs more than everything else here. */
function bodyOf(line: JsonObject): JsonObject {
  const body: JsonObject = {};
  for (const name of Object.keys(line))
    if (name !== 'recordedAt' && !(LINE_TYPES as readonly string[]).includes(name))
      body[name] = line[name] as Json;
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
