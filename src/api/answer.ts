/** A finished answer: its bytes are sent as they are, never parsed or serialised again. */
export class Answer {
  readonly contentType: string;
  readonly pinned: boolean;
  readonly headers: Readonly<Record<string, string>>;
  readonly status: number | undefined;

  /**
   * @param body ready to send: JSON text unless `contentType` says otherwise
   * @param options.pinned true if the request fixes everything that the answer depends on, so that it always gives the same
   *   bytes; caches may then keep it for a year
   * @param options.status if it differs from the route's own
   */
  constructor(
    readonly body: string | Buffer,
    options: {
      pinned?: boolean;
      contentType?: string;
      headers?: Readonly<Record<string, string>>;
      status?: number;
    } = {},
  ) {
    this.pinned = options.pinned ?? false;
    this.contentType = options.contentType ?? 'application/json; charset=utf-8';
    this.headers = options.headers ?? {};
    this.status = options.status;
  }
}
