import type { OpenAPIObject } from '@nestjs/swagger';
import { COST_EXTENSION } from '../admission/costs.js';
import { PROBLEM_TYPES, type ProblemSlug } from '../problems/catalogue.js';
import { ref } from './answers/shapes.js';

interface Operation {
  [COST_EXTENSION]?: string;
  security?: object[];
  parameters?: { name?: string }[];
  requestBody?: { content?: object };
  responses: object;
}

const METHODS = ['get', 'post', 'delete'] as const;
type Method = (typeof METHODS)[number];

/** Problems of a change of a policy, besides a wrong body. */
const CHANGE: readonly ProblemSlug[] = ['idempotency-key-reused', 'writes-paused', 'version-conflict'];
const DEVELOPMENT: readonly ProblemSlug[] = [
  ...CHANGE,
  'field-shape-conflict',
  'sequence-contradiction',
  'external-id-taken',
  'already-superseded',
  'version-mismatch',
];

/** Problems of single operations; those of their access, path and body follow below. */
const OWN: Readonly<Record<string, readonly ProblemSlug[]>> = {
  'post /v1/policies': ['policy-already-registered', ...CHANGE],
  'post /v1/policies/{id}/amendment': [...CHANGE, 'version-mismatch'],
  'post /v1/policies/{id}/developments': DEVELOPMENT,
  'post /v1/policies/{id}/rulings': [
    ...CHANGE,
    'version-mismatch',
    'external-id-taken',
    'already-superseded',
    'contest-changed',
  ],
  'post /v1/developments/{eventId}/correction': [
    ...DEVELOPMENT,
    'ruling-not-correctable',
    'retraction-is-final',
  ],
  'post /v1/developments/{eventId}/retraction': [
    ...CHANGE,
    'external-id-taken',
    'version-mismatch',
    'already-superseded',
    'retraction-is-final',
  ],
  'get /v1/policies/{id}/explain': ['field-not-known'],
  'get /embed/policies/{id}': ['field-not-known'],
  'get /v1/policies/{id}/picture.svg': ['field-not-known'],
  'get /oembed': [
    'policy-not-known',
    'not-embeddable',
    'field-not-known',
    'format-not-offered',
    'public-url-not-set',
  ],
  'get /v1/panel': ['invalid-input'],
  'get /v1/panel.csv': ['invalid-input'],
  'get /v1/panel.ndjson': ['invalid-input'],
  'get /v1/calendar.ics': ['invalid-input'],
  'get /v1/policies/{id}/proof': ['no-checkpoint'],
  'get /v1/log/checkpoint': ['checkpoint-not-known', 'no-checkpoint'],
  'get /v1/log/inclusion': ['no-checkpoint'],
  'get /v1/log/consistency': ['no-checkpoint'],
  'get /v1/developments': ['development-not-known'],
  'get /v1/events/stream': ['too-many-streams'],
  'post /v1/projections/{name}/rebuild': ['rebuild-under-way', 'projection-not-known'],
  'post /v1/imports': ['too-many-jobs', 'invalid-input', 'import-too-large', 'malformed-request'],
  'post /v1/imports/preview': ['invalid-input', 'import-too-large', 'malformed-request'],
  'post /v1/exports': ['too-many-jobs'],
  'post /v1/exports/{id}/repeat': ['too-many-jobs'],
  'delete /v1/exports/{id}': ['forbidden'],
  'get /v1/exports/{id}/file': ['file-not-ready', 'redacted'],
  'get /v1/exports/{id}/manifest': ['file-not-ready'],
  'post /v1/keys/{id}/rotation': ['key-revoked', 'key-expired'],
  'get /health/ready': ['not-ready'],
};

/** Problems of paths that name something unknown. */
const UNKNOWN: readonly [RegExp, ProblemSlug][] = [
  // A proof shows that a policy is unknown.
  [/^\/(v1|embed)\/policies\/\{id\}(?!\/proof)/, 'policy-not-known'],
  [/^\/v1\/developments\/\{eventId\}/, 'development-not-known'],
  [/^\/v1\/(imports|exports|export-schedules|rebuilds)\/\{id\}/, 'job-not-known'],
  [/^\/v1\/keys\/\{id\}/, 'key-not-known'],
  [/^\/v1\/people\/\{id\}/, 'person-not-known'],
  [/^\/problems\/\{slug\}/, 'route-not-found'],
];

/** What comes in several representations, and is refused to who takes none of them. */
const REPRESENTED =
  /^\/v1\/((policies|timeline|panel|diff|summary|events)|(policies\/\{id\}|developments\/\{eventId\})|policies\/\{id\}\/(timeline|history|timemap|diff))$/;

/** Reads outside of /v1. */
const FURTHER_READS = /^\/(embed\/|oembed|catalog)/;

/** Reads that wait for no projection. */
const WITHOUT_WAITING = /^\/v1\/(caller|kinds|labels|events|log)/;

/** What every role may. */
const OF_EVERY_KEY = /^\/v1\/exports/;

/** Answers about policies as known at a position: 410 if content in them was erased since. */
const PINNABLE =
  /^\/(v1\/(policies|developments|timeline|panel|diff|summary|activity|feed|calendar)|embed\/)(?!.*\/(timemap|answer-status)$)/;

/** A list of pages: its `cursor` belongs to one query. */
const takesCursor = ({ parameters = [] }: Operation): boolean =>
  parameters.some(({ name }) => name === 'cursor');

/** All problems that an operation can answer with, except the defect that `default` documents. */
function problemsOf(method: Method, path: string, operation: Operation): ProblemSlug[] {
  const { security, requestBody } = operation;
  const isOfApi = path.startsWith('/v1/') || FURTHER_READS.test(path);
  const isKeyed = (security ?? []).length > 0;
  const isRead = isOfApi && method === 'get' && !isKeyed;
  const takesJson = 'application/json' in (requestBody?.content ?? {});
  const rules: readonly [boolean, readonly ProblemSlug[]][] = [
    [true, ['invalid-parameters']],
    [
      isOfApi,
      ['unauthorized', 'too-many-requests', 'rate-limited', 'sign-in-unavailable', 'database-unavailable'],
    ],
    [operation[COST_EXTENSION] !== undefined, ['overloaded']],
    [isKeyed && !OF_EVERY_KEY.test(path), ['forbidden']],
    [isRead && !WITHOUT_WAITING.test(path), ['not-caught-up']],
    [isRead && REPRESENTED.test(path), ['not-acceptable']],
    [isRead && PINNABLE.test(path), ['redacted']],
    [takesCursor(operation), ['invalid-cursor']],
    [takesJson, ['invalid-json', 'invalid-input']],
    // A body that is not asked for is read, too.
    [method === 'post', ['request-timeout', 'body-too-large', 'unsupported-media-type']],
    [path.includes('{'), ['malformed-request', 'uri-too-long']],
    ...UNKNOWN.map(([pattern, slug]) => [pattern.test(path), [slug]] as [boolean, ProblemSlug[]]),
    [true, OWN[`${method} ${path}`] ?? []],
  ];
  return [...new Set(rules.flatMap(([applies, slugs]) => (applies ? slugs : [])))];
}

/** Adds the possible problems to each operation, by status, and marks public reads as usable without a key. */
export function documentProblems(document: OpenAPIObject): void {
  const { paths } = document;
  const shown = new Set<ProblemSlug>();
  for (const [path, item] of Object.entries(paths))
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (!operation) continue;
      operation.security ??= [];
      const slugs = problemsOf(method, path, operation);
      for (const slug of slugs) shown.add(slug);
      const statuses = [...new Set(slugs.map((slug) => PROBLEM_TYPES[slug].status))].sort();
      for (const status of statuses)
        Object.assign(operation.responses, {
          [status]: response(slugs.filter((slug) => PROBLEM_TYPES[slug].status === status)),
        });
    }
  const examples = Object.fromEntries(
    [...shown].sort().map((slug) => [slug, { summary: PROBLEM_TYPES[slug].title, value: exampleOf(slug) }]),
  );
  document.components = { ...document.components, examples };
}

function response(slugs: readonly ProblemSlug[]): object {
  const examples = Object.fromEntries(slugs.map((slug) => [slug, { $ref: `#/components/examples/${slug}` }]));
  return {
    description: slugs.map((slug) => PROBLEM_TYPES[slug].title).join('; '),
    content: { 'application/problem+json': { schema: ref('Problem'), examples } },
  };
}

const exampleOf = (slug: ProblemSlug): object => {
  const { status, title, explanation } = PROBLEM_TYPES[slug];
  return {
    ...{ type: `/problems/${slug}`, title, status },
    detail: explanation,
    requestId: '0b5a3c1e-6f0f-4f0b-9a53-2f6b0c7d1e42',
  };
};
