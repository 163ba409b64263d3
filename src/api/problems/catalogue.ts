import type { DomainSlug } from '../../domain/problem.js';
import type { HttpSlug } from './http-problem.js';
import { type ProblemType, problemType as type } from './problem-type.js';
import { SERVICE_PROBLEMS } from './service-problems.js';

export type ProblemSlug = DomainSlug | HttpSlug;

/** Every `type` of a problem document, as `/problems/<slug>`; slugs and statuses are part of the contract. */
export const PROBLEM_TYPES: Readonly<Record<ProblemSlug, ProblemType>> = {
  'invalid-json': type(
    400,
    'The body is not usable JSON',
    'The body breaks the syntax of JSON or holds what two readers could understand differently: a name twice in one object, invalid UTF-8, lone surrogates, NUL, too deep nesting, or a number that a double cannot keep. "errors" says where.',
  ),
  'invalid-input': type(
    400,
    'Some fields are not valid',
    'The body is JSON, but some of its fields are missing, unknown or not valid. "errors" names each by JSON pointer, with allowed values and the nearest match where there is one.',
  ),
  'invalid-parameters': type(
    400,
    'Some parameters are not valid',
    'A parameter of the query or a header is unknown, repeated, empty or not valid. "errors" names each. Nothing is guessed: an answer to another question would look like an answer to yours.',
  ),
  'invalid-cursor': type(
    400,
    'The cursor does not fit',
    'A cursor continues one list: the same filters, basis and order. Start again without it.',
  ),
  'malformed-request': type(
    400,
    'The request cannot be read',
    'The request line, its URL, its headers or the length of its body are not valid HTTP.',
  ),
  unauthorized: type(
    401,
    'An API key is needed',
    'Send "Authorization: Bearer <API key>", or where the service has a sign-in provider a token of it. A key or token that is not known, was revoked or has expired is refused on every route, also where none is needed.',
  ),
  forbidden: type(
    403,
    'The role of this API key does not allow it',
    'Roles: viewer reads; editor also records; importer also imports; admin also manages keys.',
  ),
  'route-not-found': type(
    404,
    'There is nothing at this address',
    'No route has this path. GET /openapi.json lists all of them, /docs shows them.',
  ),
  'not-embeddable': type(
    404,
    'No page that can be embedded has this address',
    'Give the full address of a policy in the dashboard of this service, or of an embed.',
  ),
  'policy-not-known': type(
    404,
    'The policy is not known',
    'No policy with this id was registered by the moment that the answer is asked for (knownAt or position).',
  ),
  'development-not-known': type(
    404,
    'The development is not known',
    'No development with this event id or external id was recorded by the moment asked for.',
  ),
  'kind-not-known': type(404, 'The kind is not known', 'GET /v1/kinds lists the kinds of developments.'),
  'field-not-known': type(
    404,
    'The field is not known',
    'No development of this policy says anything about this field on this basis.',
  ),
  'job-not-known': type(404, 'The job is not known', 'No import, export or rebuild has this id.'),
  'projection-not-known': type(
    404,
    'The projection is not known',
    'No projection has this name. GET /v1/projections lists them.',
  ),
  'checkpoint-not-known': type(
    404,
    'No checkpoint of this size was signed',
    'Checkpoints are signed as the log grows, not at every size. GET /v1/log/checkpoint gives the newest.',
  ),
  'key-not-known': type(404, 'The API key is not known', 'No API key has this id. GET /v1/keys lists all.'),
  'person-not-known': type(
    404,
    'The person is not known',
    'Nobody who signed in has this id, or what was kept of the person is erased. GET /v1/people lists all.',
  ),
  'key-revoked': type(
    409,
    'The API key was revoked',
    'A revoked key never works again, so it cannot have a new secret. POST /v1/keys makes another key.',
  ),
  'key-expired': type(
    409,
    'The API key has expired',
    'A new secret does not make a key last longer. POST /v1/keys makes another key.',
  ),
  'method-not-allowed': type(
    405,
    'This address does not take this method',
    'The header "Allow" names the methods it takes.',
  ),
  'not-acceptable': type(
    406,
    'No such representation',
    'The answer does not exist in a form that the header "Accept" asks for.',
  ),
  'request-timeout': type(408, 'The request came too slowly', 'Send the whole request within 30 seconds.'),
  'file-not-ready': type(
    409,
    'There is no file yet, or no longer',
    'An export has a file once its job has succeeded, until the file expires. GET /v1/exports/{id} tells; POST /v1/exports/{id}/repeat makes it again.',
  ),
  'rebuild-under-way': type(
    409,
    'It is being rebuilt already',
    'Only one rebuild of a projection runs at a time. "running" is the job under way, if it is one of this service.',
  ),
  'policy-already-registered': type(
    409,
    'The policy is already registered',
    'A policy id is used once. Its other properties are changed by an amendment.',
  ),
  'already-superseded': type(
    409,
    'The development was already corrected or retracted',
    'Only the live version of a development may be corrected, retracted, contradicted or ruled on. The problem names the live one, if there is one.',
  ),
  'ruling-not-correctable': type(
    409,
    'A ruling cannot be corrected',
    'Rule anew, which counts before earlier rulings, or retract the ruling.',
  ),
  'contest-changed': type(
    409,
    'The contest has other members than expected',
    'Somebody recorded, retracted or corrected a member meanwhile. Look at the members that the problem names, and rule again.',
  ),
  'retraction-is-final': type(
    409,
    'A retraction cannot be withdrawn',
    'Record the development anew instead.',
  ),
  'sequence-contradiction': type(
    409,
    'The sequences contradict the days',
    'By the sequence numbers of overlapping developments, one of them could begin on no day at all.',
  ),
  'field-shape-conflict': type(
    409,
    'The field is used in another way',
    'Within a policy a name is either one value or a collection, fixed by its first use.',
  ),
  'external-id-taken': type(
    409,
    'The external id is taken',
    'An external id names one development for ever; this one names another content.',
  ),
  'version-conflict': type(
    409,
    'The policy changed meanwhile',
    'Another development was recorded at the same moment. Read the policy again, and repeat if it still holds.',
  ),
  'backfill-below-head': type(
    409,
    'The recorded times lie before the end of the log',
    'The log only grows at its end. Leave recordedAt out to record these lines now.',
  ),
  redacted: type(410, 'Redacted by law', 'What this answer rests on was erased by legal order.'),
  'version-mismatch': type(
    412,
    'The policy has another version',
    'The header "If-Match" names a version that is not the current one. The problem names the current one.',
  ),
  'body-too-large': type(413, 'The body is too large', 'A body may have up to 1 MiB.'),
  'import-too-large': type(
    413,
    'The file is too large',
    'A file to import may have up to 4 GiB when inflated. Split it; the parts may be imported one after the other.',
  ),
  'uri-too-long': type(
    414,
    'The address is too long',
    'Some part of the path is longer than any name may be.',
  ),
  'unsupported-media-type': type(
    415,
    'The body has a type that is not read here',
    'Send JSON as "Content-Type: application/json"; imports as application/x-ndjson or, with a mapping, as multipart/form-data.',
  ),
  'idempotency-key-reused': type(
    422,
    'The idempotency key was used for other content',
    'An Idempotency-Key belongs to one request with one content. Use a new one for new content.',
  ),
  'too-many-requests': type(
    429,
    'Too many requests',
    'Too many wrong API keys came from this address. Wait as long as "Retry-After" says.',
  ),
  'rate-limited': type(
    429,
    'More requests than the limit allows',
    'Each key, and each address that sends none, may make a number of requests in a window of time: "RateLimit-Policy" says how many, "RateLimit" what is left. Wait as long as "Retry-After" says. An answer of 304 takes nothing.',
  ),
  'too-many-jobs': type(
    429,
    'Too many jobs of this key are open',
    'A key may have 20 imports, exports and rebuilds that have not ended. Wait for one to end, or cancel one.',
  ),
  'headers-too-large': type(
    431,
    'The headers are too large',
    'All headers together, with the address, may have up to 16 KiB.',
  ),
  ...SERVICE_PROBLEMS,
};

export function isProblemSlug(text: string): text is ProblemSlug {
  return Object.hasOwn(PROBLEM_TYPES, text);
}
