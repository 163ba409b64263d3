import type { Page, Request } from 'playwright-core';

/** The time of a step for the reader, and the service's part of it. */
export interface Taken {
  /** Until the main content of the step was visible, in milliseconds. */
  asked: number;
  /** Until everything that the step requested was visible. */
  all: number;
  requests: number;
  /** Processor time of the service and PostgreSQL in the step. */
  cpu: number;
  /** The slowest answer, from the last byte sent to the first byte received. */
  slowest: { path: string; ms: number };
}

/** The page's delay for more keystrokes, with a margin. */
const TYPING_MS = 300;
const SETTLED = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))';

/** Watches the requests of a page. */
export class Stopwatch {
  private readonly pending = new Set<Request>();
  private finished: Request[] = [];

  constructor(
    private readonly page: Page,
    private readonly cpu: () => number,
  ) {
    page.on('request', (request) => {
      if (isAsked(request)) this.pending.add(request);
    });
    page.on('requestfinished', (request) => {
      if (this.pending.delete(request)) this.finished.push(request);
    });
    page.on('requestfailed', (request) => {
      this.pending.delete(request); // aborted by the page, because another request replaced it
    });
  }

  /** Waits until no request is running and no keystroke delay is pending. */
  async quiet(): Promise<void> {
    do await this.page.waitForTimeout(TYPING_MS);
    while (this.pending.size > 0);
  }

  /**
   * Runs a step until the page is quiet.
   * @param about the path of the answer that the step needs; none: the step sends no request
   */
  async time(action: () => Promise<unknown>, about: string | null): Promise<Taken> {
    this.finished = [];
    const used = this.cpu();
    const started = performance.now();
    const since = () => performance.now() - started;
    const arrived = about === null ? null : this.page.waitForResponse((r) => pathOf(r.url()) === about);
    await Promise.all([action(), arrived?.then((response) => response.finished())]);
    await this.page.evaluate(SETTLED);
    const asked = since();
    let all = asked;
    while (this.pending.size > 0) {
      await Promise.race([
        this.page.waitForEvent('requestfinished'),
        this.page.waitForEvent('requestfailed'),
      ]);
      await this.page.evaluate(SETTLED);
      all = since();
    }
    const waits = this.finished.map((request) => ({ path: shortened(request.url()), ms: waitOf(request) }));
    const slowest = waits.reduce((a, b) => (b.ms > a.ms ? b : a), { path: '', ms: 0 });
    return { asked, all, requests: waits.length, cpu: this.cpu() - used, slowest };
  }
}

const pathOf = (url: string): string => new URL(url).pathname;
const isAsked = (request: Request): boolean => pathOf(request.url()).startsWith('/v1/');

function waitOf(request: Request): number {
  const { requestStart, responseStart } = request.timing();
  return responseStart - requestStart;
}

function shortened(url: string): string {
  const { pathname, search } = new URL(url);
  return decodeURIComponent(`${pathname}${search}`).slice(0, 90);
}
