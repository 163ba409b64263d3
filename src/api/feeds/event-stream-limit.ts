import { HttpProblem } from '../problems/http-problem.js';

/** Default: each stream holds a connection and reads the log at least once a second. */
const MOST = 500;
/** In seconds. */
const RETRY_AFTER = 10;

/** Limits the open event streams of one server: they do not end, so they could use up the resources of all other requests. */
export class EventStreamLimit {
  private taken = 0;

  constructor(private readonly most = MOST) {}

  get open(): number {
    return this.taken;
  }

  /**
   * @returns a function that frees the place; call it once
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
