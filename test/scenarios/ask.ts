import type { Json, JsonObject } from '../../src/domain/json.js';
import { microsecondBefore } from './instant.js';
import { recorded, type Log, type Server } from './record.js';
import type { Bounds, Question } from './story.js';

/** The state answer, as far as stories speak of it. */
export interface StateAnswer {
  basis: JsonObject;
  existence: string;
  state: JsonObject;
  possible: string[];
  contested: string[];
  fields: Record<string, FieldAnswer | undefined>;
  expected: { date: Bounds; because: string[] }[];
  developments: number;
  permalink: string;
}
export interface FieldAnswer {
  certainty: string;
  candidates?: { value?: Json; absent?: true }[];
  since?: Bounds;
  until?: Bounds;
  because: string[];
}

/** The query of a question: what it leaves out is left to the server's defaults. */
export function queryOf({ asOf, knownAt, uncertain, publishedBy }: Question, log: Log): URLSearchParams {
  const instant =
    knownAt &&
    ('before' in knownAt
      ? microsecondBefore(recorded(log, knownAt.before).recordedAt)
      : recorded(log, knownAt.after).recordedAt);
  const given = Object.entries({ asOf, knownAt: instant, uncertain, publishedBy });
  return new URLSearchParams(given.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/** Reading is public: no key is sent. */
export async function get(server: Server, path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(server.url + path);
  return { status: response.status, text: await response.text() };
}
