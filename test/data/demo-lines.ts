import { readFileSync } from 'node:fs';
import type { PolicyHeader, Source } from '../../src/domain/policy-event.js';
import type { JsonObject } from '../../src/domain/json.js';

export interface PolicyLine {
  policy: Omit<PolicyHeader, 'jurisdictions'> & { id: string; jurisdiction: string | string[] };
}
export interface DevelopmentLine {
  policyId?: string;
  corrects?: string;
  kind: string;
  effective: unknown;
  payload: JsonObject;
  published?: string;
  sequence?: number;
  sources: Source[];
  assertion?: string;
  note?: string;
  externalId: string;
}
export type DemoLine = PolicyLine | DevelopmentLine;

/** The demo timeline as it lies in data/, one import line an element. */
export const DEMO_TEXT = readFileSync('data/japan-defence.ndjson', 'utf8');
export const DEMO_LINES = DEMO_TEXT.trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as DemoLine);

export const policyLines = DEMO_LINES.filter((line): line is PolicyLine => 'policy' in line);
export const developmentLines = DEMO_LINES.filter((line): line is DevelopmentLine => !('policy' in line));
