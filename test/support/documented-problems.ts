import { readFileSync } from 'node:fs';

interface Document {
  paths: Record<string, Record<string, { responses: Record<string, { content?: Content }> }>>;
}
type Content = Record<string, { examples?: object }>;

/** An operation of openapi.json and the slugs of the problems that it documents. */
interface DocumentedProblems {
  /** In upper case. */
  method: string;
  path: string;
  slugs: readonly string[];
}

export const documentedProblems = (): DocumentedProblems[] =>
  Object.entries((JSON.parse(readFileSync('openapi.json', 'utf8')) as Document).paths).flatMap(
    ([path, item]) =>
      Object.entries(item).map(([method, { responses }]) => ({
        method: method.toUpperCase(),
        path,
        slugs: Object.values(responses).flatMap(({ content }) =>
          Object.keys(content?.['application/problem+json']?.examples ?? {}),
        ),
      })),
  );
