import { readdirSync, readFileSync } from 'node:fs';

const NS_IN_MS = 1_000_000;
/** Clock ticks of Linux: 100 a second. */
const TICK_MS = 10;

/** Processor time of the threads of a process, in milliseconds; 0: it has ended, or this is not Linux. */
export function cpuOfProcess(pid: number | string): number {
  const tasks = `/proc/${pid}/task`;
  const threads = orNull(() => readdirSync(tasks)) ?? [];
  // To the nanosecond; /proc/<pid>/stat cuts off up to a tick of each of many sessions.
  const spent = threads.map((thread) => Number(read(`${tasks}/${thread}/schedstat`)?.split(' ')[0] ?? 0));
  return spent.reduce((all, ns) => all + ns, 0) / NS_IN_MS;
}

/**
 * Processor time of a database server with all of its processes, in milliseconds. Of processes that have ended, as sessions and
 * parallel workers do, the parent knows, in ticks.
 */
export function cpuOfServer(pid: number | string): number {
  const children = readdirSync('/proc').filter(
    (name) => /^\d+$/.test(name) && parentOf(name) === String(pid),
  );
  const running = [String(pid), ...children].reduce((all, each) => all + cpuOfProcess(each), 0);
  const ended = fieldsOf(pid).slice(13, 15);
  return running + ended.reduce((all, ticks) => all + Number(ticks) * TICK_MS, 0);
}

const parentOf = (pid: string): string | undefined => fieldsOf(pid)[1];

/** The fields of a process behind its name; none: it has ended. */
const fieldsOf = (pid: number | string): string[] =>
  read(`/proc/${pid}/stat`)?.split(') ').at(-1)?.split(' ') ?? [];

const read = (file: string): string | null => orNull(() => readFileSync(file, 'utf8'));

function orNull<Result>(work: () => Result): Result | null {
  try {
    return work();
  } catch {
    return null;
  }
}
