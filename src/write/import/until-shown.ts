import type { Checkpoint } from '../../event-store/checkpoint.js';

const LOOK_EVERY_MS = 500;
/** Without progress for so many looks, the projection is not running; the import has succeeded all the same. */
const PATIENCE = 60;

/**
 * Waits until open reads show what was recorded up to a position. Ends earlier if the projection is parked or does not run, or if
 * the job is ended from outside: everything is recorded by then.
 * @param onBehind called with the number of events that open reads do not show yet
 */
export async function untilShown(
  shown: Checkpoint,
  position: number,
  { signal, onBehind }: { signal: AbortSignal; onBehind: (events: number) => void },
): Promise<void> {
  let last = shown.lowerBound;
  for (let idle = 0; idle < PATIENCE && !signal.aborted;) {
    onBehind(Math.max(0, position - last));
    const arrival = await shown.waitFor(position, LOOK_EVERY_MS);
    if (arrival === 'parked') return;
    if (arrival === 'reached') {
      onBehind(0);
      return;
    }
    idle = shown.lowerBound > last ? 0 : idle + 1;
    last = shown.lowerBound;
  }
}
