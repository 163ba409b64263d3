import { request } from 'node:http';
import { connect } from 'node:net';
import type { Type } from '@nestjs/common';
import { FakeKeyStore } from './fake-key-store.js';
import { FakeAuditLog } from './fake-audit-log.js';
import { FakePeople } from './fake-people.js';
import { type HttpServer, type HttpServerOptions, startHttpServer } from '../../src/api/http-server.js';

export const ADMIN_KEY = 'the administrator of the specs 1234';

/** The API with these modules on a free port, its keys in memory. */
export function startTestServer(
  modules: readonly Type[],
  options: Partial<HttpServerOptions> = {},
): Promise<HttpServer> {
  return startHttpServer({
    modules,
    keyStore: new FakeKeyStore(),
    audit: new FakeAuditLog(),
    people: new FakePeople(),
    adminKey: ADMIN_KEY,
    readAccess: 'public',
    host: '127.0.0.1',
    port: 0,
    logLevel: 'silent',
    undocumented: 'allowed',
    ...options,
  });
}

export interface ProblemBody {
  type: string;
  status: number;
  detail: string;
  requestId: string;
  errors?: {
    pointer?: string;
    parameter?: string;
    detail: string;
    allowed?: string[];
    didYouMean?: string;
  }[];
  [member: string]: unknown;
}

/** The problem document of an answer. @throws Error if the answer is not a valid one */
export async function problemIn(response: Response): Promise<ProblemBody> {
  const text = await response.text();
  if (response.headers.get('content-type') !== 'application/problem+json')
    throw new Error(`Not a problem: ${text}`);
  if (response.headers.get('cache-control') !== 'no-store') throw new Error('A problem must not be stored');
  const problem = JSON.parse(text) as ProblemBody;
  if (problem.status !== response.status)
    throw new Error(`Status ${response.status}, but the body says ${text}`);
  if (problem.requestId !== response.headers.get('x-request-id')) throw new Error('The request ids differ');
  return problem;
}

export const withKey = (key: string): Record<string, string> => ({ authorization: `Bearer ${key}` });
export const jsonWithKey = (key: string): Record<string, string> => ({
  ...withKey(key),
  'content-type': 'application/json',
});

/** Sends these bytes over a separate connection; resolves to everything received until the server closes it. */
export function sendRaw(url: string, bytes: string | Buffer): Promise<string> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(bytes));
    socket.setEncoding('utf8');
    socket.on('data', (chunk: string) => (answer += chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(answer);
    });
  });
}

/** GET with a path that fetch would normalise first. */
export function getRaw(url: string, path: string): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, agent: false }, (response) => {
      response.resume();
      response.on('end', () => {
        resolve(response.statusCode ?? 0);
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}
