import { uuidv7 } from 'uuidv7';
import { type Change, readChange } from '../../domain/change.js';
import type { JsonObject, Json } from '../../domain/json.js';
import { readInstant } from '../../domain/instant.js';
import { DomainProblem } from '../../domain/problem.js';
import { parseStrictJson } from '../../domain/strict-json/strict-json.js';
import { digestOf } from '../../event-store/canonical.js';
import { badLine, inside } from './reject.js';
import { LINE_LIMIT, type RawLine } from './file-bytes.js';

/** A line that is valid in itself; whether its policy allows it is decided later. */
export interface ImportLine {
  /** From 1. */
  number: number;
  /** UTC, six decimals; given in a backfill, else null. */
  recordedAt: string | null;
  /**
   * In a correction or retraction, `target` is an externalId here. A ruling without a policy has the `policyId` '' and belongs
   * to the policy of the first development that it names.
   */
  change: Change;
  /** The body of the same request over HTTP: its digest is made from it. */
  body: JsonObject;
  /** The id of the event that the line becomes. */
  eventId: string;
  /** The digest of the whole line, as the key of a line without externalId; '' if it has one. */
  ownName: string;
  /** How many times the file has stated this, without repetitions: see RepeatedLines. The importer counts it. */
  timesStated: number;
}

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

/**
 * The body of the same ruling over HTTP: the members of `ruling`, and those beside it, such as `externalId`.
 * @throws DomainProblem `invalid-input` for a member that is in both
 */
function rulingBody(ruling: Json, beside: JsonObject): JsonObject {
  if (typeof ruling !== 'object' || ruling === null || Array.isArray(ruling))
    throw badLine('/ruling', 'must be an object with prefer or reject, and a reason');
  const twice = Object.keys(beside).find((name) => ruling[name] !== undefined);
  if (twice !== undefined) throw badLine(`/${twice}`, `is in the ruling, too; give it once`);
  return { ...ruling, ...beside };
}

/**
 * The ruling of a line; its `policyId` is '' if the line does not give it.
 * @throws DomainProblem `invalid-input`, with pointers into the line
 */
function rulingOf(line: JsonObject, body: JsonObject): ImportLine['change'] {
  const { policyId } = line;
  if (policyId !== undefined && (typeof policyId !== 'string' || policyId === ''))
    throw badLine('/policyId', 'must be a string that is not empty');
  try {
    return readChange({ rule: policyId ?? '', body });
  } catch (error) {
    if (!(error instanceof DomainProblem)) throw error;
    const errors = error.errors.map((each) => ({ ...each, pointer: placeOf(line, each.pointer ?? '') }));
    throw new DomainProblem(error.slug, error.detail, { errors });
  }
}

function placeOf(line: JsonObject, pointer: string): string {
  const [, member = ''] = pointer.split('/');
  return line[member] === undefined ? `/ruling${pointer}` : pointer;
}
