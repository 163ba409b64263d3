import { randomUUID } from 'node:crypto';
import { KEY } from './service.js';

/** Longest time of any answer, in milliseconds, whatever the database does. */
const LONGEST_MS = 10_000;
/** What this machine adds under load before it looks at its watch. */
const TOLERANCE_MS = 1500;

/** A question whose right answer is known. */
export interface Question {
  path: string;
  body: string;
}

/** Asks again and again, and judges each answer: right, or a problem that says when to come back, and in time. */
export class Probe {
  right = 0;
  refused = 0;
  slowestMs = 0;
  slowestLiveMs = 0;
  readonly failures: string[] = [];

  constructor(
    private readonly url: string,
    private readonly questions: readonly Question[],
  ) {}

  /** One of each kind at once: questions, a write, readiness, liveness. */
  async round(): Promise<void> {
    await Promise.all([
      ...this.questions.map((question) => this.question(question)),
      this.write(),
      this.ready(),
      this.live(),
    ]);
  }

  /** Until the answers are right again. @returns how long that took, in milliseconds */
  async recovered(): Promise<number> {
    const started = performance.now();
    for (;;) {
      const before = this.refused;
      await this.round();
      if (this.refused === before) return performance.now() - started;
      if (performance.now() - started > 60_000) throw new Error('No recovery within a minute');
    }
  }

  private async question({ path, body }: Question): Promise<void> {
    await this.timed(path, async () => {
      const answer = await fetch(this.url + path);
      const text = await answer.text();
      if (answer.status === 200 && text !== body)
        this.failures.push(`${path} was answered wrongly: ${text.slice(0, 200)}`);
      return answer;
    });
  }

  /** A question whose answer is judged by its status only. */
  async open(path: string): Promise<void> {
    await this.timed(path, () => fetch(this.url + path));
  }

  private async write(): Promise<void> {
    const id = `probe-${randomUUID()}`;
    await this.timed(`write ${id}`, () =>
      fetch(`${this.url}/v1/policies`, {
        method: 'POST',
        headers: {
          authorization: `Bearer ${KEY}`,
          'content-type': 'application/json',
          'idempotency-key': id,
        },
        body: JSON.stringify({ id, title: 'Of the probe', jurisdiction: 'JP', area: 'probe' }),
      }),
    );
  }

  private async ready(): Promise<void> {
    await this.timed('/health/ready', () => fetch(`${this.url}/health/ready`), false);
  }

  private async live(): Promise<void> {
    const started = performance.now();
    const { status } = await fetch(`${this.url}/health/live`);
    const ms = performance.now() - started;
    this.slowestLiveMs = Math.max(this.slowestLiveMs, ms);
    if (status !== 200 || ms > 2000)
      this.failures.push(`liveness was answered ${status} in ${Math.round(ms)} ms`);
  }

  private async timed(name: string, ask: () => Promise<Response>, retryAfter = true): Promise<void> {
    const started = performance.now();
    const answer = await ask().catch((error: unknown) => String(error));
    if (typeof answer !== 'string' && !answer.bodyUsed) await answer.arrayBuffer();
    const ms = performance.now() - started;
    this.slowestMs = Math.max(this.slowestMs, ms);
    if (ms > LONGEST_MS + TOLERANCE_MS) this.failures.push(`${name} took ${Math.round(ms)} ms`);
    if (typeof answer === 'string') {
      this.failures.push(`${name}: ${answer}`);
    } else if (answer.ok) {
      this.right += 1;
    } else {
      this.refused += 1;
      const saysWhen = !retryAfter || answer.headers.get('retry-after') !== null;
      if (answer.status !== 503 || !saysWhen)
        this.failures.push(`${name} was answered ${answer.status} without Retry-After`);
    }
  }
}

/** Pinned questions of every cost, with the answers that the service gives now. */
export async function pinnedQuestions(url: string, policies: readonly string[]): Promise<Question[]> {
  const { basis } = (await (await fetch(`${url}/v1/policies?limit=1`)).json()) as {
    basis: { position: number };
  };
  const at = `asOf=2024-06-30&position=${basis.position}`;
  const paths = [
    ...policies.flatMap((id) => [
      `/v1/policies/${id}?${at}`,
      `/v1/policies/${id}/history?position=${basis.position}`,
    ]),
    `/v1/policies?${at}&limit=100`,
    `/v1/summary?by=status&${at}`,
  ];
  return Promise.all(
    paths.map(async (path) => {
      const answer = await fetch(url + path);
      if (!answer.ok) throw new Error(`${path} was answered ${answer.status}`);
      return { path, body: await answer.text() };
    }),
  );
}
