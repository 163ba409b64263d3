import type { Parameter } from './parameter.js';
import { invalidParameters } from './read-parameters.js';

/** Reads a part of the path like a query parameter. @throws DomainProblem `invalid-parameters` with its name */
export function readParameter<T>(name: string, text: string, parameter: Parameter<T>): T {
  const reading = parameter.read(text);
  if ('value' in reading) return reading.value;
  throw invalidParameters([{ parameter: name, ...reading.mistake }]);
}
