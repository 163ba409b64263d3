import { ASKED } from '../api/documented-requests.js';
import { OPERATIONS } from '../hostile/operations.js';

/** It says whether a pinned answer still holds, so its own answer changes. */
const SAYS_WHAT_BECAME = '/v1/policies/{id}/answer-status';

/**
 * Every operation with pinned answers, asked once about one policy, development and day.
 *
 * @param values of path parameters (by `{id}`, `{eventId}`) and of query parameters, where the operation has them; other
 *   parameters are those of its documented request
 */
export const pinnedQuestions = (values: Readonly<Record<string, string>>): string[] =>
  OPERATIONS.filter(({ path, parameters }) => parameters.includes('render') && path !== SAYS_WHAT_BECAME).map(
    ({ path, parameters }) => {
      const asked = ASKED.find(({ answer }) => answer === `get ${path} 200`);
      if (!asked) throw new Error(`test/api/documented-requests.ts lacks ${path}`);
      const query = new URL(asked.path, 'http://any').searchParams;
      for (const name of parameters) if (values[name] !== undefined) query.set(name, values[name]);
      return `${path.replaceAll(/\{\w+\}/g, (name) => values[name] ?? name)}?${query}`;
    },
  );
