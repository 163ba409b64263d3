import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, type OpenAPIObject, SwaggerModule } from '@nestjs/swagger';
import { PROBLEM_TYPES } from '../problems/catalogue.js';
import { SCHEMAS } from './answers/schemas.js';
import { documentDevelopments } from './development-bodies.js';
import { documentProblems } from './document-problems.js';
import { addExamples } from './examples.js';
import { documentRows } from './rows.js';

/** Groups of operations, in the order of the documentation. */
const TAGS = [
  { name: 'policies', description: 'States, lists, timelines and counts: on a day, as known at a moment' },
  { name: 'rows', description: 'All rows of a question as CSV or NDJSON, the same that exports have' },
  { name: 'diff', description: 'What changed, in the world and in what is known' },
  { name: 'developments', description: 'One development: to read, to correct, to retract' },
  { name: 'changes', description: 'Policies registered and amended, developments recorded, rulings made' },
  { name: 'events', description: 'The log: page by page, and as it grows' },
  {
    name: 'proof',
    description: 'That the log is what it was, and that an answer follows from it: checked offline',
  },
  { name: 'feeds', description: 'Atom and iCalendar' },
  { name: 'kinds', description: 'Kinds of developments, and the words for what they say' },
  { name: 'linked data', description: 'JSON-LD, DCAT and TimelineJS, for other programs' },
  { name: 'embeds', description: 'Pictures of a policy for pages of others' },
  { name: 'imports', description: 'Files of developments that are taken in' },
  { name: 'exports', description: 'Files to analyse and to cite' },
  { name: 'keys', description: 'API keys' },
  { name: 'problems', description: 'What each type of error means' },
  { name: 'operations', description: 'For those who run the service' },
];

const DESCRIPTION = `What was the policy on that day, what did we know then, and how do we know it?

Every answer rests on two times: \`asOf\`, the day in the world, and \`knownAt\`, the moment up to which the log is
read. Answers echo both, and name the developments and sources behind each value.`;

const PROBLEM_TYPE_NAMES = Object.keys(PROBLEM_TYPES).map((slug) => `/problems/${slug}`);

const PROBLEM_SCHEMA = {
  type: 'object',
  description: 'RFC 9457. GET the type to learn what it means.',
  required: ['type', 'title', 'status', 'detail', 'requestId'],
  properties: {
    type: { type: 'string', enum: PROBLEM_TYPE_NAMES, example: '/problems/policy-not-known' },
    title: { type: 'string' },
    status: { type: 'integer' },
    detail: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        required: ['detail'],
        properties: {
          pointer: { type: 'string', description: 'Into the body (RFC 6901)' },
          parameter: { type: 'string' },
          header: { type: 'string' },
          detail: { type: 'string' },
          allowed: { type: 'array', items: { type: 'string' } },
          didYouMean: { type: 'string' },
        },
      },
    },
    requestId: { type: 'string', description: 'To find this answer in the log of the service' },
    traceId: {
      type: 'string',
      description: 'The trace of the request (W3C Trace Context), if it came with a traceparent',
    },
  },
};

/** The OpenAPI document of all routes; it contains no host, so it is the same on every server. */
export function openApiDocument(app: INestApplication): OpenAPIObject {
  const config = new DocumentBuilder()
    .setTitle('Policy Timeline')
    .setDescription(DESCRIPTION)
    .setVersion('1')
    .setOpenAPIVersion('3.1.0')
    .setLicense('MIT', 'https://spdx.org/licenses/MIT.html')
    .addServer('/', 'Where this document comes from')
    .addBearerAuth({
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'opaque',
      description:
        'An API key of this service: an opaque text, no JWT. Needed by what is marked with it; with READ_ACCESS=key also by everything under /v1.',
    })
    .addBearerAuth(
      {
        type: 'http',
        scheme: 'bearer',
        bearerFormat: 'JWT',
        description:
          'Instead of a key, where the service has an OpenID Connect provider (OIDC_ISSUER): an access token of it, made for the audience of this service, whose role claim holds a role.',
      },
      'oidc',
    )
    .build();
  config.tags = TAGS;
  const document = SwaggerModule.createDocument(app, config);
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, Problem: PROBLEM_SCHEMA, ...(SCHEMAS as object) },
  };
  documentRows(document);
  documentDevelopments(document);
  documentProblems(document);
  addExamples(document);
  return document;
}
