import { HttpProblem } from '../problems/http-problem.js';

/** Default: each stream holds a connection and reads the log at least once a second. */
const MOST = 500;
/** Of one key or address, so that it cannot take the streams of all others. */
const MOST_OF_ONE = 50;
/** In seconds. */
const RETRY_AFTER = 10;

/** Limits the open event streams of one server: they do not end, so they could use up the resources of all other requests. */
export class EventStreamLimit {
  private taken = 0;
  private readonly takenBy = new Map<string, number>();

  constructor(
    private readonly most = MOST,
    private readonly mostOfOne = MOST_OF_ONE,
  ) {}

  get open(): number {
    return this.taken;
  }

  /**
   * @param client who opens the stream
   * @returns a function that frees the place; call it once
   * @throws HttpProblem `too-many-streams` (503)
   */
  take(client: string): () => void {
    const own = this.takenBy.get(client) ?? 0;
    if (this.taken >= this.most) throw tooMany(`This server keeps at most ${this.most} streams open`);
    if (own >= this.mostOfOne)
      throw tooMany(`This server keeps at most ${this.mostOfOne} streams of one key or address open`);
    this.taken += 1;
    this.takenBy.set(client, own + 1);
    return () => {
      this.taken -= 1;
      const left = (this.takenBy.get(client) ?? 1) - 1;
      if (left > 0) this.takenBy.set(client, left);
      else this.takenBy.delete(client);
    };
  }
}

const tooMany = (limit: string) =>
  new HttpProblem('too-many-streams', `${limit}; try again shortly, or read GET /v1/events page by page`, {
    retryAfter: RETRY_AFTER,
  });
