import type { Task } from './commands.js';
import type { Sort } from './peer.js';

export interface Question {
  task: Task;
  callers: number;
  title: string;
  targets: readonly Target[];
}

/** The least speed of ours as a multiple of a peer's, or of the fastest of a sort. */
export interface Target {
  than: { name: string } | { fastest: Sort };
  atLeast: number;
}

const than = (name: string, atLeast: number): Target => ({ than: { name }, atLeast });

export const COMPARISONS: readonly Question[] = [
  {
    task: 'append',
    callers: 1,
    title: 'One event appended, 1 caller',
    targets: [than('message-db', 0.8), than('castore', 0.8)],
  },
  {
    task: 'append',
    callers: 32,
    title: 'One event appended, 32 callers',
    targets: [than('message-db, categories', 2), than('castore', 2.5), than('lean INSERT', 1)],
  },
  {
    task: 'read',
    callers: 32,
    title: 'A stream of 50 events read, 32 callers',
    targets: [{ than: { fastest: 'event store' }, atLeast: 1.1 }],
  },
  { task: 'stateAsOf', callers: 8, title: 'One policy as of a day, as known then, 8 callers', targets: [] },
  {
    task: 'countByStatus',
    callers: 8,
    title: 'Policies counted by status, 8 callers',
    targets: [{ than: { fastest: 'bitemporal tables' }, atLeast: 1 }],
  },
];
