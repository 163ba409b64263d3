import type { Parameter } from './parameter.js';
import { invalidParameters } from './read-parameters.js';

/** A part of the path, read as a parameter of the query is. @throws DomainProblem `invalid-parameters` that names it */
export function readParameter<T>(name: string, text: string, parameter: Parameter<T>): T {
  const reading = parameter.read(text);
  if ('value' in reading) return reading.value;
  throw invalidParameters([{ parameter: name, ...reading.mistake }]);
}
