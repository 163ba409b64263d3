import { DomainProblem, type InputError } from '../domain/problem.js';

/** The value of a checked body. @throws DomainProblem `invalid-input` with all that is wrong with it. */
export function accept<T>(checked: { value: T } | { problems: InputError[] }): T {
  if ('value' in checked) return checked.value;
  const count = checked.problems.length;
  throw new DomainProblem(
    'invalid-input',
    count === 1 ? 'The body has a mistake' : `The body has ${count} mistakes`,
    {
      errors: checked.problems,
    },
  );
}
