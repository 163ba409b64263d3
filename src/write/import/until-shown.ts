import type { Checkpoint } from '../../event-store/checkpoint.js';

const LOOK_EVERY_MS = 500;
/** If the lease was free at so many looks in a row, no projection runs. The import has succeeded all the same. */
const PATIENCE = 60;
/** An expensive batch takes minutes; a holder that advances in none of so many looks is stuck, and monitoring shows it. */
const PATIENCE_WITH_HOLDER = 1800;

/**
 * Waits until open reads show what was recorded up to a position. Ends earlier if the projection is parked, does not run or
 * stands still, or if the job is ended from outside: everything is recorded by then.
 * @param onBehind called with the number of events that open reads do not show yet
 */
export async function untilShown(
  shown: Pick<Checkpoint, 'lowerBound' | 'waitFor' | 'isHeld'>,
  position: number,
  { signal, onBehind }: { signal: AbortSignal; onBehind: (events: number) => void },
): Promise<void> {
  let last = shown.lowerBound;
  let [idle, alone] = [0, 0];
  while (alone < PATIENCE && idle < PATIENCE_WITH_HOLDER && !signal.aborted) {
    onBehind(Math.max(0, position - last));
    const arrival = await shown.waitFor(position, LOOK_EVERY_MS);
    if (arrival === 'parked') return;
    if (arrival === 'reached') {
      onBehind(0);
      return;
    }
    const advanced = shown.lowerBound > last;
    idle = advanced ? 0 : idle + 1;
    alone = advanced || (await shown.isHeld()) ? 0 : alone + 1;
    last = shown.lowerBound;
  }
}
