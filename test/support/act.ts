import type { TestApp } from './app.js';
import type { Act } from './random-history.js';

interface Recorded {
  eventId: string;
  recordedAt: string;
  position: number;
}

/** Sends a POST as the administrator; null if the write side refuses it for a reason of the domain (409). */
async function post(app: TestApp, path: string, body: object): Promise<Recorded | null> {
  const response = await fetch(app.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const text = await response.text();
  if (response.status === 409) return null;
  if (!response.ok) throw new Error(`${path} was answered ${response.status} ${text}`);
  return JSON.parse(text) as Recorded;
}

/** Registers a policy and lets a random history happen to it, over HTTP; what was recorded, in order. */
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
    const target = 'aim' in act ? developments[act.aim % Math.max(developments.length, 1)] : '';
    if (target === undefined) continue;
    const path = {
      record: `/v1/policies/${policyId}/developments`,
      amend: `/v1/policies/${policyId}/amendment`,
      correct: `/v1/developments/${target}/correction`,
      retract: `/v1/developments/${target}/retraction`,
    }[act.act];
    const recorded = await post(app, path, act.body);
    if (recorded && (act.act === 'record' || act.act === 'correct')) developments.push(recorded.eventId);
    all.push(recorded);
  }
  return all.filter((recorded) => recorded !== null);
}
