import { readdirSync, readFileSync } from 'node:fs';
import type { Json, JsonObject } from '../../src/domain/json.js';

/**
 * One story of a policy as a file: what was recorded, in that order, then questions and the answers that the rules of time
 * give (docs/time-model.md). Answers are worked out by hand, never copied from the program.
 */
export interface Story {
  story: string;
  /** The policy asked about, unless a question names another. */
  policy: string;
  given: Given[];
  questions: Question[];
}

/**
 * A line of a file, with the name (`as`) by which the rest of the story speaks of it; `corrects`, `retracts`, `contradicts`,
 * `prefer`, `reject` and `expected` give such names, too. Exactly one of `policy`, `policyId`, `corrects`, `retracts` and `rules`
 * (the policy of a ruling) is there; further members are those of the body.
 */
export interface Given {
  as: string;
  /** The slug of the problem that must answer the line. */
  refused?: string;
  policy?: JsonObject;
  policyId?: string;
  corrects?: string;
  retracts?: string;
  rules?: string;
  contradicts?: (string | { id: string; fields: string[] })[];
  prefer?: string;
  reject?: string[];
  expected?: string[];
  [member: string]: Json | undefined;
}

export interface Question {
  ask: string;
  policy?: string;
  asOf: string;
  /** Just before a line was recorded, or from then on; left out: all that was recorded. */
  knownAt?: { before: string } | { after: string };
  uncertain?: 'flag' | 'include' | 'exclude';
  publishedBy?: string;
  expect: Expectation | { problem: string };
}

/** The parts of an answer that the story speaks of. Lists are in any order, but for those inside `state`. */
export interface Expectation {
  existence?: string;
  /** Whole: what is definite, and nothing else. */
  state?: JsonObject;
  possible?: string[];
  contested?: string[];
  /** Per field: values, or `{ "absent": true }`. */
  candidates?: Record<string, Json[]>;
  certainty?: Record<string, string>;
  /** Per field; only the members given are compared. */
  since?: Record<string, Bounds>;
  until?: Record<string, Bounds>;
  /** Per field: the lines of the story that the value rests on. */
  because?: Record<string, string[]>;
  /** All that is still to come. */
  expected?: (Required<Bounds> & { because: string[] })[];
  developments?: number;
}

export interface Bounds {
  text?: string;
  earliest?: string | null;
  latest?: string | null;
}

/** All stories of this folder, by file name. */
export function stories(): [file: string, story: Story][] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json'))
    .map((file) => [file, JSON.parse(readFileSync(`${import.meta.dirname}/${file}`, 'utf8')) as Story]);
}
