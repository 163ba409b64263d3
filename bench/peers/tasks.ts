import type { Task } from './commands.js';
import type { Question, Store } from './store.js';

export const PAYLOAD = {
  note: 'x'.repeat(300),
  payload: { item: 'pac-3', quantity: 30, recipient: 'US' },
};
export const READ_STREAMS = 20;
/** Streams that a caller writes to in turn. */
const STREAMS = 100;

/** One of the tasks as a function that a caller repeats. Each run writes to other streams, and asks other questions first. */
export function taskOf(
  task: Task,
  store: Store,
  run: number,
  questions: readonly Question[],
): (caller: number) => Promise<unknown> {
  const made = new Map<number, number>();
  const next = (caller: number) => {
    const count = made.get(caller) ?? 0;
    made.set(caller, count + 1);
    return count;
  };
  let asked = Math.floor(questions.length / 7) * run;
  const question = () => questions[(asked += 1) % questions.length] as Question;
  const tasks: Record<Task, (caller: number) => Promise<unknown> | undefined> = {
    append: (caller) => {
      const count = next(caller);
      return store.append(`run-${run}x${caller}x${count % STREAMS}`, Math.floor(count / STREAMS), PAYLOAD);
    },
    read: (caller) => store.read(`read-${(caller + next(caller)) % READ_STREAMS}`),
    stateAsOf: () => store.stateAsOf?.(question()),
    countByStatus: () => store.countByStatus?.(question()),
  };
  return async (caller) => {
    await tasks[task](caller);
  };
}
