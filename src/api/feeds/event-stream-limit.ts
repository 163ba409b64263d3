import { HttpProblem } from '../problems/http-problem.js';

/** By default: each stream holds a connection and looks into the log at least once a second. */
const MOST = 500;
/** In seconds. */
const RETRY_AFTER = 10;

/** How many streams of events one server keeps open at once: without an end to them, they would use up all other requests' share. */
export class EventStreamLimit {
  private taken = 0;

  constructor(private readonly most = MOST) {}

  get open(): number {
    return this.taken;
  }

  /**
   * @returns gives the seat back; to be called once
   * @throws HttpProblem `too-many-streams` (503)
   */
  take(): () => void {
    if (this.taken >= this.most)
      throw new HttpProblem(
        'too-many-streams',
        `This server keeps at most ${this.most} streams open; try again shortly, or read GET /v1/events page by page`,
        { retryAfter: RETRY_AFTER },
      );
    this.taken += 1;
    return () => {
      this.taken -= 1;
    };
  }
}
