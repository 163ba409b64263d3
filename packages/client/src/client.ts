import { addressOf } from './address.js';
import { follow, type FollowOptions, type TimelineEvent } from './follow.js';
import { isIdempotent, newIdempotencyKey } from './idempotency.js';
import type {
  AnswerOf,
  ItemOf,
  OptionalIfEmpty,
  OptionsOf,
  PagedPath,
  PathsOf,
  PostOptionsOf,
  PreviewOf,
  RawBody,
  TriablePath,
} from './operation-types.js';
import { type Sending, send } from './send.js';

export interface ClientSettings extends Partial<Omit<Sending, 'key'>> {
  /** Address of the service, with the path before `/v1` if there is one. */
  url: string;
  /** An API key, or what tells the current one (null: none). Public reads need none. */
  key?: string | null | (() => string | null);
}

/** The parts of a request, when its path is no matter of types any more. */
interface Options {
  path?: object;
  query?: object;
  header?: Record<string, string | undefined>;
  body?: unknown;
  signal?: AbortSignal;
}

/**
 * The API of a Policy Timeline. Paths, parameters, bodies and answers are those of `/openapi.json`.
 *
 * Reads, and changes with an idempotency key, are repeated after a lost connection, and after `Retry-After` if the service puts them
 * off. All methods throw `ApiProblem` if the service refuses, and `TypeError` if it cannot be reached.
 */
export class TimelineClient {
  private readonly base: string;
  private readonly sending: Sending;

  constructor({ url, key = null, ...sending }: ClientSettings) {
    this.base = url.replace(/\/+$/, '');
    this.sending = {
      // Called as it is, because fetch of a browser refuses another `this`.
      fetch: (input, init) => globalThis.fetch(input, init),
      retries: 4,
      longestWait: 30_000,
      timeout: 30_000,
      ...sending,
      key: typeof key === 'function' ? key : () => key,
    };
  }

  /** An answer in JSON. */
  get<P extends PathsOf<'get'>>(
    path: P,
    ...[options]: OptionalIfEmpty<OptionsOf<P, 'get'>>
  ): Promise<AnswerOf<P, 'get'>> {
    return this.json('GET', path, options);
  }

  /**
   * A change, an import or another job. A change gets an idempotency key of its own unless `header` has one, so a repetition
   * after a lost answer changes nothing twice.
   */
  post<P extends PathsOf<'post'>>(
    path: P,
    ...[options]: OptionalIfEmpty<PostOptionsOf<P>>
  ): Promise<AnswerOf<P, 'post'>> {
    return this.json('POST', path, options);
  }

  /** What a change would lead to; nothing is recorded. */
  preview<P extends TriablePath>(
    path: P,
    options: PostOptionsOf<P> & { query?: { asOf?: string } },
  ): Promise<PreviewOf<P>> {
    return this.json('POST', path, { ...options, query: { ...options.query, dryRun: true } });
  }

  delete<P extends PathsOf<'delete'>>(path: P, ...[options]: OptionalIfEmpty<OptionsOf<P, 'delete'>>) {
    return this.json<AnswerOf<P, 'delete'>>('DELETE', path, options);
  }

  /** The same answer again, at its permalink: these bytes never change. */
  pinned<Answer extends { permalink: string }>({ permalink }: Answer): Promise<Answer> {
    return this.json('GET', permalink);
  }

  /** The pages of a list, all on the basis of the first. */
  async *pages<P extends PagedPath>(
    path: P,
    ...[options]: OptionalIfEmpty<OptionsOf<P, 'get'>>
  ): AsyncGenerator<AnswerOf<P, 'get'>> {
    const { signal } = (options ?? {}) as Options;
    let page: AnswerOf<P, 'get'> & { next?: string } = await this.json('GET', path, options);
    yield page;
    while (page.next !== undefined) {
      page = await this.json('GET', page.next, signal && { signal });
      yield page;
    }
  }

  /** The items of a list, page by page; the next page is asked for when it is needed. */
  async *items<P extends PagedPath>(
    path: P,
    ...given: OptionalIfEmpty<OptionsOf<P, 'get'>>
  ): AsyncGenerator<ItemOf<P>> {
    for await (const page of this.pages(path, ...given)) yield* (page as { items: ItemOf<P>[] }).items;
  }

  /** Events as they are recorded, over restarts of the service. Pass the last `position` as `after` to go on later. */
  follow(options: FollowOptions = {}): AsyncGenerator<TimelineEvent> {
    return follow(this.sending, this.base, options);
  }

  /** What is not JSON: rows, feeds, calendars, files. @param path with its query, such as `/v1/policies.csv?asOf=2024-07-31` */
  fetch(path: string, signal?: AbortSignal): Promise<Response> {
    return send(this.sending, this.base + path, { method: 'GET', headers: {}, repeatable: true, signal });
  }

  private async json<Answer>(method: string, path: string, options: Options = {}): Promise<Answer> {
    const { body, header = {}, signal, ...parameters } = options;
    const headers: Record<string, string> = {};
    for (const [name, value] of Object.entries(header))
      if (value !== undefined) headers[name.toLowerCase()] = value;
    if (isIdempotent(method, path)) headers['idempotency-key'] ??= newIdempotencyKey();
    const response = await send(this.sending, addressOf(this.base, path, parameters), {
      method,
      headers: { ...typeOf(body), ...headers },
      ...(body !== undefined && { body: isRaw(body) ? body : JSON.stringify(body) }),
      repeatable: method === 'GET' || 'idempotency-key' in headers,
      signal,
    });
    return (response.status === 204 ? undefined : await response.json()) as Answer;
  }
}

const isRaw = (body: unknown): body is RawBody =>
  typeof body === 'string' || body instanceof FormData || body instanceof Blob;

/** A form gets its type, with the boundary, from fetch. */
function typeOf(body: unknown): Record<string, string> {
  if (body === undefined || body instanceof FormData) return {};
  return { 'content-type': isRaw(body) ? 'application/x-ndjson' : 'application/json' };
}
