import { ask, inTurns } from './ask.js';
import {
  type Admission,
  admissionOf,
  type Caller,
  CALLERS,
  type Operation,
  OPERATIONS,
} from './operations.js';
import { type Scene, type Whose, WHOSE } from './scene.js';
import type { Tally } from './tally.js';

interface Cell {
  operation: Operation;
  caller: Caller;
  whose: Whose;
}

/** Ends of exports are up to those who made them, besides administrators. */
function expected({ operation, caller, whose }: Cell, readAccess: 'public' | 'key'): Admission {
  const admission = admissionOf(caller, operation, readAccess);
  const isEnd = operation.method === 'DELETE' && operation.path === '/v1/exports/{id}';
  return isEnd && admission === 'passes' && whose === 'foreign' && caller !== 'admin' ? '403' : admission;
}

export const cells: readonly Cell[] = OPERATIONS.flatMap((operation) =>
  CALLERS.flatMap((caller) =>
    (operation.path.includes('{') ? WHOSE : (['unknown'] as const)).map((whose) => ({
      operation,
      caller,
      whose,
    })),
  ),
);

/** Asks each cell; whoever sent many wrong keys may be told to wait (429) instead of 401. */
export async function tryMatrix(
  scene: Scene,
  readAccess: 'public' | 'key',
  some: readonly Cell[],
  tally: Tally,
): Promise<void> {
  await inTurns(some, async (cell) => {
    const { operation, caller, whose } = cell;
    const headers = {
      ...scene.headers(caller),
      ...(operation.method === 'POST' && { 'content-type': 'application/json' }),
    };
    const target = scene.target(operation, whose, caller);
    const body = operation.method === 'POST' ? '{}' : undefined;
    const got = await ask(scene.app.url, operation.method, target, { headers, body });
    const name = `${operation.method} ${operation.path}, ${whose}, as ${caller}, READ_ACCESS=${readAccess}`;
    // Without a checkpoint or a key nothing is wrong with the service.
    tally.note(name, got);
    const came: Admission =
      got.status === 401 || (got.status === 429 && caller === 'a wrong key')
        ? '401'
        : got.status === 403
          ? '403'
          : 'passes';
    if (came !== expected(cell, readAccess))
      tally.break(`${name}: ${String(got.status)}, not ${expected(cell, readAccess)}`);
  });
}

/** Other spellings of an address, and headers that some proxies and frameworks believe. */
const TRICKS: readonly ((path: string) => {
  target?: string;
  method?: string;
  headers?: Record<string, string>;
})[] = [
  (path) => ({ target: `${path}/` }),
  (path) => ({ target: `/${path}` }),
  (path) => ({ target: path.replace('/', '/./') }),
  (path) => ({ target: `/health/..${path}` }),
  (path) => ({ target: `/health/%2e%2e${path}` }),
  (path) => ({ target: `/health/live/..%2f..${path}` }),
  (path) => ({ target: `/assets/..;${path}` }),
  (path) => ({
    target: path.replace(/[a-z](?=[^/]*$)/, (letter) => `%${letter.charCodeAt(0).toString(16)}`),
  }),
  (path) => ({
    target: path.replace(/[a-z](?=[^/]*$)/, (letter) => `%25${letter.charCodeAt(0).toString(16)}`),
  }),
  (path) => ({ target: path.toUpperCase() }),
  (path) => ({ target: path.replaceAll('/', '%2f') }),
  (path) => ({ target: path.replaceAll('/', '\\') }),
  (path) => ({ target: path.replaceAll('/', '//') }),
  (path) => ({ target: `${path};role=admin` }),
  (path) => ({ target: `${path}%00` }),
  (path) => ({ target: `${path}%20` }),
  (path) => ({ target: `${path}.json` }),
  (path) => ({ target: `${path}?` }),
  (path) => ({ target: `${path}?key=admin&authorization=admin` }),
  (path) => ({ target: `http://127.0.0.1${path}` }),
  () => ({ method: 'HEAD' }),
  () => ({ method: 'QUERY' }),
  () => ({ headers: { 'x-http-method-override': 'GET' } }),
  (path) => ({ target: '/health/live', headers: { 'x-original-url': path, 'x-rewrite-url': path } }),
  () => ({ headers: { 'x-original-url': '/health/live', 'x-rewrite-url': '/health/live' } }),
  () => ({
    headers: { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1', forwarded: 'for=127.0.0.1' },
  }),
  () => ({ headers: { authorization: 'Bearer ' } }),
  () => ({ headers: { authorization: 'Bearer null' } }),
  () => ({ headers: { authorization: 'Basic YWRtaW46YWRtaW4=' } }),
  () => ({ headers: { cookie: 'key=admin; session=admin' } }),
];

export const tricks = OPERATIONS.filter(({ needs }) => needs !== 'open').flatMap((operation) =>
  TRICKS.map((trick) => ({ operation, trick })),
);

/** Asks without a key where one is needed: nothing but a page may be answered with success. */
export async function tryTricks(scene: Scene, some: typeof tricks, tally: Tally): Promise<void> {
  await inTurns(some, async ({ operation, trick }) => {
    const path = scene.target(operation, 'own', 'admin');
    const { target = path, method = operation.method, headers = {} } = trick(path);
    const body = method === 'POST' ? '{}' : undefined;
    const type = body === undefined ? {} : { 'content-type': 'application/json' };
    const got = await ask(scene.app.url, method, target, { headers: { ...type, ...headers }, body });
    const name = `${method} ${target} ${JSON.stringify(headers)}`;
    // HEAD has no body to be a problem document.
    tally.note(name, method === 'HEAD' ? { ...got, type: 'application/problem+json' } : got);
    const isOpen = target === '/health/live' || got.type.startsWith('text/html');
    if (got.status < 400 && !isOpen)
      tally.break(`${name} was answered ${String(got.status)} without a key: ${got.text.slice(0, 200)}`);
  });
}
