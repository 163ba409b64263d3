/** Tells that the server is stopping; endless answers (event streams) listen and end themselves. */
export class Draining {
  private readonly controller = new AbortController();
  readonly signal: AbortSignal = this.controller.signal;

  begin(): void {
    this.controller.abort();
  }
}
