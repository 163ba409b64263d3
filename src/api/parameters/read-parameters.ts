import { nearest } from '../../domain/nearest.js';
import { DomainProblem, type InputError } from '../../domain/problem.js';
import type { Parameters, ValuesOf, Family, Parameter } from '../../domain/values/parameter.js';

const MAX_ERRORS = 20;
const LONGEST_SHOWN = 100;

/**
 * Reads the query of a URL strictly: unknown, repeated, empty or wrongly encoded parameters are refused, because an answer to
 * another query would look like an answer to this one. Form decoding (a `+` is a space).
 *
 * @param url path and query, as received
 * @throws DomainProblem `invalid-parameters` with all mistakes at once
 */
export function readParameters<P extends Parameters>(url: string, parameters: P): ValuesOf<P> {
  const errors: InputError[] = [];
  const values: Record<string, unknown> = {};
  for (const [name, texts] of givenIn(url, errors)) {
    const member = familyOf(name, parameters);
    const parameter = member?.family ?? (Object.hasOwn(parameters, name) ? parameters[name] : undefined);
    const [text = ''] = texts;
    if (!parameter) errors.push(unknown(name, Object.keys(parameters)));
    else if (texts.length > 1) errors.push({ parameter: name, detail: 'Give it once' });
    else if (text === '')
      errors.push({ parameter: name, detail: 'It is empty; leave it out or give a value' });
    else {
      const reading = parameter.read(text);
      if (member && !member.family.rest.pattern.test(member.rest))
        errors.push({ parameter: shown(name), detail: member.family.rest.hint });
      else if ('value' in reading && member)
        values[member.name] = {
          ...(values[member.name] as object | undefined),
          [member.rest]: reading.value,
        };
      else if ('value' in reading) values[name] = reading.value;
      else errors.push({ parameter: name, ...reading.mistake });
    }
  }
  if (errors.length > 0) throw invalidParameters(errors);
  return values as ValuesOf<P>;
}

/** The problem for invalid parameters; its detail repeats the first mistake, for people who read no further. */
export function invalidParameters(errors: readonly InputError[]): DomainProblem {
  const [first] = errors;
  const detail = first
    ? `${first.parameter ?? first.header ?? ''}: ${first.detail}`
    : 'Some parameters are not valid';
  return new DomainProblem('invalid-parameters', detail, { errors: errors.slice(0, MAX_ERRORS) });
}

function givenIn(url: string, errors: InputError[]): Map<string, string[]> {
  const given = new Map<string, string[]>();
  const start = url.indexOf('?');
  for (const pair of start < 0 ? [] : url.slice(start + 1).split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const text = decode(equals < 0 ? '' : pair.slice(equals + 1));
    if (name === undefined || text === undefined) {
      errors.push({ parameter: name ?? shown(pair), detail: 'It is not percent-encoded UTF-8' });
      continue;
    }
    const texts = given.get(name) ?? [];
    texts.push(text);
    given.set(name, texts);
  }
  return given;
}

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch {
    return undefined;
  }
}

function unknown(name: string, known: readonly string[]): InputError {
  const detail = known.length === 0 ? 'This address takes no parameters' : 'There is no such parameter here';
  return { parameter: shown(name), detail, allowed: known, didYouMean: nearest(name, known) };
}

function shown(text: string): string {
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN)}…` : text;
}

/** The family of a parameter name: `field.items/pac-3` belongs to `field.*`. */
function familyOf(
  name: string,
  parameters: Parameters,
): { name: string; family: Family<unknown>; rest: string } | undefined {
  const dot = name.indexOf('.');
  if (dot < 0) return undefined;
  const declared = `${name.slice(0, dot)}.*`;
  const family = Object.hasOwn(parameters, declared) ? parameters[declared] : undefined;
  return family && { name: declared, family: family as Family<unknown>, rest: name.slice(dot + 1) };
}

/** Reads a part of the path like a query parameter. @throws DomainProblem `invalid-parameters` with its name */
export function readParameter<T>(name: string, text: string, parameter: Parameter<T>): T {
  const reading = parameter.read(text);
  if ('value' in reading) return reading.value;
  throw invalidParameters([{ parameter: name, ...reading.mistake }]);
}
