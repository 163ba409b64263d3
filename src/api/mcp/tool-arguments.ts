import { text } from '../parameters/kinds-of-parameter.js';
import type { Parameters, ValuesOf } from '../parameters/parameter.js';
import { invalidParameters, readParameters } from '../parameters/read-parameters.js';

export const policyId = text('The id of the policy, for example jp-us-patriot-transfer');

/** Reads arguments as parameters of a query are read. @throws HttpProblem `invalid-parameters` */
export function argumentsOf<P extends Parameters>(args: Record<string, string>, takes: P): ValuesOf<P> {
  return readParameters<P>(`/mcp?${new URLSearchParams(args).toString()}`, takes);
}

export const needed = (name: string, value: string | undefined): string => {
  if (value === undefined) throw invalidParameters([{ parameter: name, detail: 'It is missing' }]);
  return value;
};
