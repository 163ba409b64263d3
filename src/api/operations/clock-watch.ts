/** Interval of the check, in milliseconds. */
const EVERY_MS = 30_000;
/** Smaller differences from the clock are normal. */
const TOLERATED_SECONDS = 1;

/** The warning for a log whose `recordedAt` is `seconds` ahead of the clock; undefined within the tolerance. */
export function clockWarning(seconds: number): string | undefined {
  if (seconds < TOLERATED_SECONDS) return undefined;
  return `recordedAt runs ${Math.round(seconds)} s ahead of the clock; check the time of the database server. Order and answers stay right`;
}

/** Reports when `recordedAt` starts to run ahead of the clock, and when it no longer does. */
export class ClockWatch {
  private readonly timer: NodeJS.Timeout;
  private warned = false;

  /**
   * @param secondsAhead see LogReader.secondsAhead
   * @param report called with one line
   */
  constructor(
    private readonly secondsAhead: () => Promise<number>,
    private readonly report: (line: string) => void,
    everyMs = EVERY_MS,
  ) {
    this.timer = setInterval(() => void this.look(), everyMs).unref();
  }

  stop(): Promise<void> {
    clearInterval(this.timer);
    return Promise.resolve();
  }

  private async look(): Promise<void> {
    // While the database is away, other checks report it.
    const seconds = await this.secondsAhead().catch(() => undefined);
    if (seconds === undefined) return;
    const warning = clockWarning(seconds);
    if (warning !== undefined && !this.warned) this.report(warning);
    if (warning === undefined && this.warned) this.report('recordedAt is with the clock again');
    this.warned = warning !== undefined;
  }
}
