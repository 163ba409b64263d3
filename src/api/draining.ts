/** Signals that the server is stopping; endless answers (event streams) listen to it and end. */
export class Draining {
  private readonly controller = new AbortController();
  readonly signal: AbortSignal = this.controller.signal;

  begin(): void {
    this.controller.abort();
  }
}
