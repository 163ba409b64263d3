import type { paths } from './schema.js';

export type Method = 'get' | 'post' | 'delete';

/** The paths that have this method, and for `get` an answer in JSON. */
export type PathsOf<M extends Method> = {
  [P in keyof paths]: M extends 'get'
    ? JsonAnswer<paths[P]['get'], 200> extends never
      ? never
      : P
    : paths[P][M] extends { responses: object }
      ? P
      : never;
}[keyof paths];

/** The answer to a request that succeeded: of a change what was recorded, of a read what was asked. */
export type AnswerOf<P extends keyof paths, M extends Method> = M extends 'get'
  ? JsonAnswer<paths[P]['get'], 200>
  : M extends 'post'
    ? FirstOf<[JsonAnswer<paths[P]['post'], 201>, JsonAnswer<paths[P]['post'], 202>, PreviewOf<P>]>
    : undefined;

/** What a change would lead to. */
export type PreviewOf<P extends keyof paths> = JsonAnswer<paths[P]['post'], 200>;

/** Changes that can be tried without recording them: `dryRun` has another answer. */
export type TriablePath = {
  [P in PathsOf<'post'>]: JsonAnswer<paths[P]['post'], 200 | 201> extends never
    ? never
    : PreviewOf<P> extends never
      ? never
      : JsonAnswer<paths[P]['post'], 201> extends never
        ? never
        : P;
}[PathsOf<'post'>];

/** Changes that the service makes once, however often they are sent with the same idempotency key. */
export type IdempotentPath = {
  [P in PathsOf<'post'>]: paths[P]['post'] extends { parameters: { header?: { 'Idempotency-Key'?: string } } }
    ? paths[P]['post'] extends { parameters: { header?: never } }
      ? never
      : P
    : never;
}[PathsOf<'post'>];

/** Lists that come in pages. */
export type PagedPath = {
  [P in PathsOf<'get'>]: 'next' extends keyof AnswerOf<P, 'get'> ? P : never;
}[PathsOf<'get'>];

export type ItemOf<P extends keyof paths> =
  AnswerOf<P, 'get'> extends { items: readonly (infer Item)[] } ? Item : never;

/** Parameters and body of an operation. */
export type OptionsOf<P extends keyof paths, M extends Method> = ParametersOf<paths[P][M]> &
  BodyOf<paths[P][M]> & { signal?: AbortSignal };

/** Of a change: without the parameters of trying it. */
export type PostOptionsOf<P extends keyof paths> = P extends TriablePath
  ? Omit<OptionsOf<P, 'post'>, 'query'>
  : OptionsOf<P, 'post'>;

/** The options may be left out where nothing in them is needed. */
export type OptionalIfEmpty<Options> = object extends Options ? [options?: Options] : [options: Options];

type ParametersOf<Operation> = Operation extends { parameters: infer Parameters }
  ? Part<Parameters, 'path'> & Part<Parameters, 'query'> & Part<Parameters, 'header'>
  : unknown;

/** A part without parameters is `never` in the schema; the key of another one stays required or optional as it is there. */
type Part<Parameters, Name extends string> = Name extends keyof Parameters
  ? [NonNullable<Parameters[Name]>] extends [never]
    ? unknown
    : Pick<Parameters, Name>
  : unknown;

/** A body in JSON, or one that is sent as it is: a form, or lines. */
type BodyOf<Operation> = Operation extends { requestBody: { content: infer Content } }
  ? { body: Content extends { 'application/json': infer Body } ? Body : RawBody }
  : unknown;

export type RawBody = FormData | Blob | string;

type JsonAnswer<Operation, Status extends number> = Operation extends { responses: infer Responses }
  ? Status extends keyof Responses
    ? Responses[Status] extends { content: infer Content }
      ? Content extends { 'application/json': infer Body }
        ? Body
        : Content extends { 'application/ld+json': infer Body }
          ? Body
          : never
      : never
    : never
  : never;

type FirstOf<Types extends readonly unknown[]> = Types extends readonly [infer First, ...infer Rest]
  ? [First] extends [never]
    ? FirstOf<Rest>
    : First
  : never;
