import { text, type Parameters, type ValuesOf } from '../../domain/values/parameter.js';
import { invalidParameters, readParameters } from '../parameters/read-parameters.js';

export const policyId = text('The id of the policy, for example jp-us-patriot-transfer');

/** May be any JSON. */
const VALUE = 'value';

/** Arguments as the texts of a query. @throws HttpProblem `invalid-parameters` for null, lists and objects */
export function textsOf(args: Readonly<Record<string, unknown>>): Record<string, string> {
  const given = Object.entries(args);
  const wrong = given.filter(([name, value]) => name !== VALUE && typeof value === 'object');
  if (wrong.length > 0)
    throw invalidParameters(
      wrong.map(([name, value]) => ({
        parameter: name,
        detail:
          value === null ? 'It is null; leave it out or give a value' : 'Give one value, no list or object',
      })),
    );
  return Object.fromEntries(
    given.map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

/** Reads arguments as parameters of a query are read. @throws HttpProblem `invalid-parameters` */
export function argumentsOf<P extends Parameters>(args: Record<string, string>, takes: P): ValuesOf<P> {
  return readParameters<P>(`/mcp?${new URLSearchParams(args).toString()}`, takes);
}

export const needed = (name: string, value: string | undefined): string => {
  if (value === undefined) throw invalidParameters([{ parameter: name, detail: 'It is missing' }]);
  return value;
};
