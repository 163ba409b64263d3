import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { Environment } from './environment.js';
import { EXAMPLES as SHOWN } from './examples.js';

/** One for each variable. */
const EXAMPLES: Record<keyof Environment, string> = SHOWN;

/** Variables whose values are numbers. */
const NUMBERS: readonly string[] = ['PORT', 'DEAR_READS', 'EXPORT_KEEP_DAYS'];

/** All mistakes of the environment, one line each, with the variable's name, what it must be and an example. */
export class EnvironmentMistakes extends Error {
  constructor(readonly mistakes: readonly string[]) {
    super(['The environment is not usable:', ...mistakes.map((mistake) => `  ${mistake}`)].join('\n'));
    this.name = 'EnvironmentMistakes';
  }
}

/**
 * Reads the environment. An empty variable counts as not set; unknown variables are ignored.
 * @throws EnvironmentMistakes that names every wrong variable. Values are never repeated: they may be secrets.
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.keys(EXAMPLES).flatMap((name): [string, string | number][] => {
    const value = variables[name];
    if (value === undefined || value === '') return [];
    return [[name, NUMBERS.includes(name) && /^\d{1,5}$/.test(value) ? Number(value) : value]];
  });
  const environment = plainToInstance(Environment, Object.fromEntries(given));
  const mistakes = validateSync(environment, { stopAtFirstError: true }).map((error) => {
    const name = error.property as keyof Environment;
    return `${name} ${Object.values(error.constraints ?? {}).join('; ')}, for example ${name}=${EXAMPLES[name]}`;
  });
  if (mistakes.length > 0) throw new EnvironmentMistakes(mistakes);
  return environment;
}
