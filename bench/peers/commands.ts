import type { Sample } from '../measure.js';
import type { Fact, Question } from './store.js';
import type { Faults } from './trial.js';

export type Task = 'append' | 'read' | 'stateAsOf' | 'countByStatus';

/** One run of one task; processor time is that of an operation. */
export interface Run extends Sample {
  clientMicroseconds: number;
  serverMicroseconds: number;
}

/** What a peer's process does for the run; its answers are sent back as JSON. */
export interface Commands {
  /** Makes the tables. */
  prepare: () => Promise<unknown>;
  trial: () => Promise<Faults>;
  /** Writes the streams that are read later. Returns the size of one of them, in bytes. */
  fillStreams: () => Promise<number>;
  /** Gives the questions about the timeline, and the facts to those that keep them in tables of their own. */
  fill: (facts: readonly Fact[], questions: readonly Question[]) => Promise<unknown>;
  /** Answers to the first questions; null: the peer has none. */
  answers: (count: number) => Promise<Answers | null>;
  /** @param serverPid whose processor time is measured */
  run: (task: Task, callers: number, milliseconds: number, serverPid: number) => Promise<Run>;
}

/** What all bitemporal peers must agree on, and the mean sizes of the whole answers, in bytes. */
export interface Answers {
  /** Definite values by path. */
  states: Record<string, unknown>[];
  counts: { value: unknown; count: number }[][];
  stateBytes: number;
  countBytes: number;
}

export interface CommandMessage {
  command: keyof Commands;
  values: unknown[];
}

export type Reply = { result: unknown } | { failure: string };
