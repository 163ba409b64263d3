import { relative } from 'node:path';
import { afterAll, afterEach, expect } from '@jest/globals';
import { PROVOKED_ELSEWHERE } from '../api/provoked-elsewhere.js';
import { documentedProblems } from './documented-problems.js';
import { patternOf } from './path-pattern.js';

/**
 * Watches every answer that a spec fetches: a problem that the operation does not document fails the test, and a spec that is
 * named in PROVOKED_ELSEWHERE fails if it did not provoke what stands there. `METHOD path slug`, the path as documented.
 */
export const problemsSeen = new Set<string>();

interface Operation {
  method: string;
  path: string;
  pattern: RegExp;
  documented: ReadonlySet<string>;
}

/** Any operation may have a defect; it is documented as `default`. */
const OF_EVERY_OPERATION = 'internal-error';

let read: Operation[] | undefined;

/** Those with fewer parameters first: they are preferred by the router, too. */
const operations = (): Operation[] =>
  (read ??= documentedProblems()
    .map(({ method, path, slugs }) => ({
      method,
      path,
      pattern: patternOf(path),
      documented: new Set(slugs),
    }))
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length));

const undocumented = new Set<string>();
const reading: Promise<void>[] = [];
const realFetch = globalThis.fetch;

globalThis.fetch = async (input, init) => {
  const answer = await realFetch(input, init);
  if (answer.headers.get('content-type')?.startsWith('application/problem+json') === true) {
    const url = new URL(input instanceof Request ? input.url : input);
    const method = init?.method ?? (input instanceof Request ? input.method : 'GET');
    const note = (text: string) => {
      noteProblem(method, url.pathname, (JSON.parse(text) as { type: string }).type);
    };
    // An answer that was cut off is no problem document.
    reading.push(
      answer
        .clone()
        .text()
        .then(note)
        .catch(() => undefined),
    );
  }
  return answer;
};

/** Notes a problem that was not fetched, but read from a socket. */
export function noteProblem(sent: string, pathname: string, type: string): void {
  const method = sent.toUpperCase() === 'HEAD' ? 'GET' : sent.toUpperCase();
  const operation = operations().find((each) => each.method === method && each.pattern.test(pathname));
  // Not everything is an operation: /mcp, pages, addresses that are not there.
  if (!operation) return;
  const slug = type.replace('/problems/', '');
  const name = `${method} ${operation.path} ${slug}`;
  problemsSeen.add(name);
  if (slug !== OF_EVERY_OPERATION && !operation.documented.has(slug)) undocumented.add(name);
}

/** Waits for the bodies of the problems that were fetched. */
export const problemsRead = async (): Promise<void> => {
  await Promise.all(reading.splice(0));
};

afterEach(async () => {
  await problemsRead();
  const found = [...undocumented];
  undocumented.clear();
  if (found.length > 0) throw new Error(`src/api/docs/document-problems.ts lacks ${found.join(', ')}`);
});

afterAll(() => {
  const spec = relative(process.cwd(), expect.getState().testPath ?? '');
  const missing = (PROVOKED_ELSEWHERE[spec] ?? []).filter((name) => !problemsSeen.has(name));
  if (missing.length > 0) throw new Error(`${spec} is to provoke ${missing.join(', ')}`);
});
