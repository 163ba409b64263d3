import { setTimeout as sleep } from 'node:timers/promises';
import { KEY } from './service.js';

/** What one writer was told about one of its events. */
export interface Acknowledged {
  policy: string;
  key: string;
  eventId: string;
  position: number;
}

/** Random numbers from a seed (mulberry32), 0 to 1. */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** How often a writer tries again, and how long one try may take: longer than the service's own limit. */
const PAUSE_MS = 100;
const TRY_MS = 20_000;

/** Clients that record developments as fast as they can: each with an idempotency key, tried until it is acknowledged. */
export class Writers {
  readonly acknowledged: Acknowledged[] = [];
  /** Answers that were no acknowledgement, by status; 0: no answer came. */
  readonly refused = new Map<number, number>();
  /** Answers that were neither an acknowledgement nor a problem that says when to come back. */
  readonly wrong: string[] = [];
  private readonly stopping = new AbortController();
  private readonly running: Promise<void>[] = [];
  private givenUp = false;

  /**
   * @param urls of the processes of the service; each writer goes from one to the next
   * @param name makes policies and keys of these writers their own
   * @param paceMs how long each rests between two events; 0: not at all
   * @param perPolicy events after which each goes on with another policy, so that no timeline grows long; default: it keeps its first
   */
  constructor(
    private readonly urls: () => readonly string[],
    private readonly name: string,
    count = 16,
    private readonly paceMs = 0,
    private readonly perPolicy = Number.POSITIVE_INFINITY,
  ) {
    for (let i = 0; i < count; i += 1) this.running.push(this.write(`${name}-${i}`, i));
  }

  /** Waits until so many more events are acknowledged. */
  async more(count: number): Promise<void> {
    const goal = this.acknowledged.length + count;
    while (this.acknowledged.length < goal) await sleep(5);
  }

  /** Ends them whatever became of the event that each is at: after a service that will not come back. */
  async abandon(): Promise<void> {
    this.givenUp = true;
    await this.stop();
  }

  /** Ends them after the event that each is at. */
  async stop(): Promise<void> {
    this.stopping.abort();
    await Promise.all(this.running);
  }

  private async write(writer: string, first: number): Promise<void> {
    for (let n = 0; !this.stopping.signal.aborted; n += 1) {
      const key = `${writer}-${n}`;
      const begun = n - (n % this.perPolicy);
      const policy = begun === 0 ? writer : `${writer}-from-${begun}`;
      const [path, body] =
        n === begun
          ? ['/v1/policies', { id: policy, title: `Of ${this.name}`, jurisdiction: 'JP', area: 'faults' }]
          : [
              `/v1/policies/${policy}/developments`,
              {
                kind: 'status-reported',
                effective: `20${10 + (n % 20)}-0${1 + (n % 9)}-15`,
                payload: { status: `s${n % 5}` },
                sources: [{ title: `Report ${n}` }],
                note: key,
              },
            ];
      for (let tries = 0; ; tries += 1) {
        const urls = this.urls();
        const url = urls[(first + tries) % urls.length] ?? '';
        const done = await this.try(url + path, { policy, key }, body);
        if (done || this.givenUp) break;
        await sleep(PAUSE_MS);
      }
      if (this.paceMs > 0) await sleep(this.paceMs);
    }
  }

  private async try(
    url: string,
    { policy, key }: Pick<Acknowledged, 'policy' | 'key'>,
    body: object,
  ): Promise<boolean> {
    let status = 0;
    try {
      const answer = await fetch(url, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${KEY}`,
          'content-type': 'application/json',
          'idempotency-key': key,
        },
        body: JSON.stringify(body),
        signal: AbortSignal.timeout(TRY_MS),
      });
      ({ status } = answer);
      const text = await answer.text();
      if (answer.ok) {
        const { eventId, position } = JSON.parse(text) as Acknowledged;
        this.acknowledged.push({ policy, key, eventId, position });
        return true;
      }
      if (status !== 503 || answer.headers.get('retry-after') === null)
        this.wrong.push(`${status} ${text.slice(0, 300)}`);
    } catch {
      status = 0; // The connection broke: the service was killed.
    }
    this.refused.set(status, (this.refused.get(status) ?? 0) + 1);
    return false;
  }
}
