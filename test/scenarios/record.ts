import type { Json } from '../../src/domain/json.js';
import type { Given } from './story.js';

export interface Server {
  url: string;
  adminKey: string;
}

/** What the server answered to the lines of a story, by their names. */
export type Log = Map<string, { eventId: string; recordedAt: string }>;

/**
 * Records one line over HTTP and notes the answer.
 * @throws Error when the server refuses the line, or takes one that it ought to refuse.
 */
export async function record(server: Server, line: Given, log: Log): Promise<void> {
  const { path, body } = requestFor(line, log);
  const response = await fetch(server.url + path, {
    method: 'POST',
    headers: { authorization: `Bearer ${server.adminKey}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = (await response.json()) as { eventId: string; recordedAt: string; type?: string };
  const outcome = response.ok ? 'recorded' : answer.type?.split('/').at(-1);
  if (outcome !== (line.refused ?? 'recorded'))
    throw new Error(`"${line.as}" was answered ${response.status} ${JSON.stringify(answer)}`);
  if (response.ok) log.set(line.as, answer);
}

function requestFor(line: Given, log: Log): { path: string; body: Json } {
  const { policy, policyId, corrects, retracts, rules } = line;
  if (policy !== undefined) return { path: '/v1/policies', body: policy };
  const body = bodyOf(line, log);
  if (rules !== undefined) return { path: `/v1/policies/${rules}/rulings`, body };
  if (retracts !== undefined)
    return { path: `/v1/developments/${recorded(log, retracts).eventId}/retraction`, body };
  if (corrects !== undefined)
    return { path: `/v1/developments/${recorded(log, corrects).eventId}/correction`, body };
  return { path: `/v1/policies/${policyId}/developments`, body };
}

/** What says where a line belongs is in the path of its request, the rest is the body. */
const ADDRESS = ['as', 'refused', 'policyId', 'corrects', 'retracts', 'rules'];
const NAMING = ['contradicts', 'prefer', 'reject', 'expected'];
const bodyOf = (line: Given, log: Log): Json =>
  Object.fromEntries(
    Object.entries(line as Record<string, Json>)
      .filter(([member]) => !ADDRESS.includes(member))
      .map(([member, value]) => [member, NAMING.includes(member) ? eventIdsIn(value, log) : value]),
  );

/** The value with event ids in the place of names: a name, a list of names, or links `{ id, fields }`. */
function eventIdsIn(value: Json, log: Log): Json {
  if (typeof value === 'string') return recorded(log, value).eventId;
  if (Array.isArray(value)) return value.map((each) => eventIdsIn(each, log));
  const { id, ...rest } = value as { id: string };
  return { id: recorded(log, id).eventId, ...rest };
}

/** @throws Error for a name that no line before carries, so that a slip in a story cannot pass for an answer. */
export function recorded(log: Log, name: string): { eventId: string; recordedAt: string } {
  const answer = log.get(name);
  if (!answer) throw new Error(`no line "${name}" has been recorded before`);
  return answer;
}
