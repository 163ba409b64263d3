import type { OpenAPIObject } from '@nestjs/swagger';
import { DEVELOPMENT_SCHEMAS } from './developments.js';
import { JOB_SCHEMAS } from './jobs.js';
import { COUNT_SCHEMAS } from './counts.js';
import { POLICY_SCHEMAS } from './policies.js';
import { PROOF_SCHEMAS } from './proof.js';
import { SERVICE_SCHEMAS } from './service.js';
import { ref } from './shapes.js';

const SCHEMAS = {
  ...POLICY_SCHEMAS,
  ...COUNT_SCHEMAS,
  ...DEVELOPMENT_SCHEMAS,
  ...PROOF_SCHEMAS,
  ...SERVICE_SCHEMAS,
  ...JOB_SCHEMAS,
};

/**
 * What each route answers on success. The answers are finished texts, so no class says it; a test compares real
 * answers with these schemas (test/api/documented-answers.e2e.spec.ts).
 */
const ANSWERS: Readonly<Record<string, Partial<Record<'get' | 'post', keyof typeof SCHEMAS>>>> = {
  '/v1/policies': { get: 'PolicyList', post: 'Recorded' },
  '/v1/policies/{id}': { get: 'State' },
  '/v1/policies/{id}/timeline': { get: 'Timeline' },
  '/v1/policies/{id}/history': { get: 'History' },
  '/v1/policies/{id}/explain': { get: 'Explanation' },
  '/v1/policies/{id}/diff': { get: 'Diff' },
  '/v1/policies/{id}/citation': { get: 'Citation' },
  '/v1/policies/{id}/timemap': { get: 'Timemap' },
  '/v1/policies/{id}/answer-status': { get: 'AnswerStatus' },
  '/v1/policies/{id}/proof': { get: 'Proof' },
  '/v1/log/inclusion': { get: 'Inclusion' },
  '/v1/log/consistency': { get: 'Consistency' },
  '/v1/log/status': { get: 'LogStatus' },
  '/v1/log/leaves': { get: 'Leaves' },
  '/v1/log/leaves/{position}': { get: 'Leaf' },
  '/v1/diff': { get: 'DiffList' },
  '/v1/timeline': { get: 'TimelineOfAll' },
  '/v1/panel': { get: 'Panel' },
  '/v1/activity': { get: 'Activity' },
  '/v1/activity/adjacent': { get: 'Adjacent' },
  '/v1/summary': { get: 'Summary' },
  '/v1/summary/facets': { get: 'Facets' },
  '/v1/summary/days': { get: 'SummaryOfDays' },
  '/v1/exports': { get: 'Exports' },
  '/v1/exports/choices': { get: 'ExportChoices' },
  '/v1/exports/{id}': { get: 'Export' },
  '/v1/exports/{id}/manifest': { get: 'ExportManifest' },
  '/v1/export-schedules/next-run': { get: 'NextRun' },
  '/v1/export-schedules': { get: 'ExportSchedules', post: 'ExportSchedule' },
  '/v1/imports': { get: 'Imports' },
  '/v1/imports/{id}': { get: 'Import' },
  '/v1/policies/{id}/amendment': { post: 'Recorded' },
  '/v1/policies/{id}/developments': { post: 'RecordedDevelopment' },
  '/v1/policies/{id}/rulings': { post: 'Recorded' },
  '/v1/developments': { get: 'DevelopmentOrRuling' },
  '/v1/developments/{eventId}': { get: 'DevelopmentOrRuling' },
  '/v1/developments/{eventId}/correction': { post: 'RecordedDevelopment' },
  '/v1/developments/{eventId}/retraction': { post: 'Recorded' },
  '/v1/events': { get: 'Events' },
  '/v1/kinds': { get: 'Kinds' },
  '/v1/labels': { get: 'Labels' },
  '/v1/projections': { get: 'Projections' },
  '/v1/rebuilds': { get: 'Rebuilds' },
  '/v1/rebuilds/{id}': { get: 'Rebuild' },
  '/v1/people': { get: 'People' },
  '/v1/audit': { get: 'Audit' },
  '/v1/keys': { get: 'Keys', post: 'NewKey' },
  '/v1/keys/{id}/rotation': { post: 'NewKey' },
  '/oembed': { get: 'OEmbed' },
  '/health/live': { get: 'Live' },
  '/health/ready': { get: 'Ready' },
  '/problems': { get: 'ProblemTypes' },
  '/problems/{slug}': { get: 'ProblemType' },
};

/** Answers other than a plain success: a dry run writes nothing, a job is only accepted. */
const OTHER_ANSWERS: readonly [path: string, status: string, name: keyof typeof SCHEMAS][] = [
  ['/v1/policies/{id}/developments', '200', 'Preview'],
  ['/v1/policies/{id}/rulings', '200', 'Preview'],
  ['/v1/developments/{eventId}/correction', '200', 'Preview'],
  ['/v1/developments/{eventId}/retraction', '200', 'Preview'],
  ['/v1/exports', '202', 'Export'],
  ['/v1/exports/{id}/repeat', '202', 'Export'],
  ['/v1/imports', '202', 'Import'],
  ['/v1/imports/preview', '200', 'ImportPreview'],
  ['/v1/projections/{name}/rebuild', '202', 'Rebuild'],
];

/** What answers otherwise than with JSON, and in which media type. */
const TEXTS: Readonly<Record<string, readonly [type: string, description: string]>> = {
  '/metrics': ['text/plain', 'Figures as Prometheus reads them'],
  '/v1/log/checkpoint': ['text/plain', 'A signed note: origin, size, root hash, signature'],
  '/v1/log/key': ['text/plain', 'A verifier key'],
  '/v1/policies/{id}/timemap': ['application/link-format', 'Timemap (RFC 7089)'],
  '/v1/feed.atom': ['application/atom+xml', 'RFC 4287'],
  '/v1/policies/{id}/feed.atom': ['application/atom+xml', 'RFC 4287'],
  '/v1/calendar.ics': ['text/calendar', 'RFC 5545'],
  '/v1/policies/{id}/document.jsonld': ['application/ld+json', 'JSON-LD 1.1'],
  '/v1/developments/{eventId}/document.jsonld': ['application/ld+json', 'JSON-LD 1.1'],
  '/v1/policies/{id}/timelinejs.json': ['application/json', 'A document of TimelineJS 3: title and events'],
  '/embed/policies/{id}': ['text/html', 'A page for a frame'],
  '/v1/policies/{id}/picture.svg': ['image/svg+xml', 'A picture of 1200 × 630 pixels'],
  '/terms': ['application/ld+json', 'Properties (RDF Schema) as JSON-LD, or a page'],
  '/catalog.jsonld': ['application/ld+json', 'A catalogue (DCAT 3) as JSON-LD'],
  '/v1/events/stream': [
    'text/event-stream',
    'Server-sent events: each has a position as its id and an Event as its data',
  ],
  '/v1/exports/{id}/events': ['text/event-stream', 'Server-sent events: each has an Export as its data'],
  '/v1/exports/{id}/file': ['application/octet-stream', 'The file, in the type of its format'],
  '/v1/imports/{id}/rejects': ['application/x-ndjson', 'A line for each line of the file that was not taken'],
};

/** The questions that come as rows, too, and the type of each representation. */
const ROWS = [
  '/v1/policies',
  '/v1/policies/{id}/timeline',
  '/v1/policies/{id}/history',
  '/v1/timeline',
  '/v1/panel',
  '/v1/diff',
  '/v1/summary',
];
const ROW_TYPES = [
  ['csv', 'text/csv', 'A header with the names of the columns, and a line for each row (RFC 4180)'],
  ['ndjson', 'application/x-ndjson', 'A JSON object in a line for each row'],
] as const;
const ROW_TEXTS = ROWS.flatMap((path) =>
  ROW_TYPES.map(([suffix, ...text]) => [`${path}.${suffix}`, text] as const),
);

/** Adds the schemas of answers to the document, and links them to their routes. */
export function documentAnswers(document: OpenAPIObject): void {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(SCHEMAS as object) },
  };
  // A server with only some modules, as specs start it, has only some routes.
  for (const [path, { get, post }] of Object.entries(ANSWERS)) {
    if (get) answers(document.paths[path]?.get?.responses, '200', get);
    if (post) answers(document.paths[path]?.post?.responses, '201', post);
  }
  for (const [path, status, name] of OTHER_ANSWERS)
    answers(document.paths[path]?.post?.responses, status, name);
  const removal: object | undefined = document.paths['/v1/exports/{id}']?.delete?.responses;
  answers(removal, '202', 'Export');
  if (removal) {
    Reflect.deleteProperty(removal, '200');
    Object.assign(removal, { 204: { description: 'It is removed, with its file' } });
  }
  for (const [path, [type, description]] of [...Object.entries(TEXTS), ...ROW_TEXTS]) {
    const responses = document.paths[path]?.get?.responses as Responses | undefined;
    if (!responses) continue;
    const content = {
      ...responses['200']?.content,
      [type]: { schema: schemaOf(type) },
    };
    responses['200'] = { description, content };
  }
}

/** Of a document of another vocabulary in JSON, or of a text. */
const schemaOf = (type: string): object => ({
  type: /^application\/(ld\+)?json$/.test(type) ? 'object' : 'string',
});

type Responses = Record<string, { description: string; content?: object }>;

/** The operations, as `get /v1/policies`, without a documented answer. There must be none. */
export function undocumentedAnswers({ paths }: OpenAPIObject): string[] {
  return Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const)
      .filter((method) => item[method] && !Object.entries(item[method].responses).some(isDocumented))
      .map((method) => `${method} ${path}`),
  );
}

function isDocumented([status, response]: [string, unknown]): boolean {
  if (!status.startsWith('2')) return false;
  const { content = {} } = response as { content?: Record<string, { schema?: unknown }> };
  const schemas = Object.values(content).map(({ schema }) => schema);
  return status === '204' || (schemas.length > 0 && !schemas.includes(undefined));
}

function answers(responses: object | undefined, status: string, name: string): void {
  if (!responses) return;
  Object.assign(responses, {
    [status]: { description: name, content: { 'application/json': { schema: ref(name) } } },
  });
}
