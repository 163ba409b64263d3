/** How often the log is looked at, in milliseconds. */
const EVERY_MS = 30_000;
/** Instants that are closer to the clock than this are in order. */
const TOLERATED_SECONDS = 1;

/** What an operator should know of a log whose `recordedAt` lies `seconds` ahead of the clock; undefined when it does not. */
export function clockWarning(seconds: number): string | undefined {
  if (seconds < TOLERATED_SECONDS) return undefined;
  return `recordedAt runs ${Math.round(seconds)} s ahead of the clock; check the time of the database server. Order and answers stay right`;
}

/** Says in the log of the process when `recordedAt` begins to run ahead of the clock, and when it no longer does. */
export class ClockWatch {
  private readonly timer: NodeJS.Timeout;
  private warned = false;

  /**
   * @param secondsAhead see LogReader.secondsAhead
   * @param report takes one line
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
    // While the database is away, other checks say so.
    const seconds = await this.secondsAhead().catch(() => undefined);
    if (seconds === undefined) return;
    const warning = clockWarning(seconds);
    if (warning !== undefined && !this.warned) this.report(warning);
    if (warning === undefined && this.warned) this.report('recordedAt is with the clock again');
    this.warned = warning !== undefined;
  }
}
