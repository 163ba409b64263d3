import type { JsonObject } from '../../src/domain/json.js';
import type { TestApp } from './app.js';
import type { ChangeRequest } from '../../src/domain/change.js';
import { REFUSALS, requestOf, type Act } from './random-history.js';

interface Recorded {
  eventId: string;
  recordedAt: string;
  position: number;
}

/** Sends a POST as the administrator; null if the write side refuses it for a reason that random acts may have. */
async function post(app: TestApp, path: string, body: object): Promise<Recorded | null> {
  const response = await fetch(app.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (REFUSALS.some((slug) => text.includes(`"/problems/${slug}"`))) return null;
  if (!response.ok) throw new Error(`${path} was answered ${response.status} ${text}`);
  return JSON.parse(text) as Recorded;
}

/** Registers a policy and applies a random history to it over HTTP; returns the recorded events in order. */
export async function happen(
  app: TestApp,
  policyId: string,
  history: readonly Act[],
  header: object = {},
): Promise<Recorded[]> {
  const about = { id: policyId, title: 'A policy', jurisdiction: 'JP', area: 'tests', ...header };
  const all = [await post(app, '/v1/policies', about)];
  const developments: string[] = [];
  for (const act of history) {
    const request = requestOf(act, developments, policyId);
    if (!request) continue;
    const recorded = await post(app, pathOf(request), bodyOf(request));
    if (recorded && act.act !== 'amend' && act.act !== 'retract') developments.push(recorded.eventId);
    all.push(recorded);
  }
  return all.filter((recorded) => recorded !== null);
}

/** The body of a request over HTTP. */
export const bodyOf = (request: ChangeRequest): JsonObject =>
  ('body' in request ? request.body : {}) as JsonObject;

/** The path of a request. */
export function pathOf(request: ChangeRequest): string {
  if ('record' in request) return `/v1/policies/${request.record}/developments`;
  if ('rule' in request) return `/v1/policies/${request.rule}/rulings`;
  if ('amend' in request) return `/v1/policies/${request.amend}/amendment`;
  if ('correct' in request) return `/v1/developments/${request.correct}/correction`;
  if ('retract' in request) return `/v1/developments/${request.retract}/retraction`;
  return '/v1/policies';
}
