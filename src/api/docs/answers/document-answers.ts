import type { OpenAPIObject } from '@nestjs/swagger';
import { DEVELOPMENT_SCHEMAS } from './developments.js';
import { POLICY_SCHEMAS } from './policies.js';
import { SERVICE_SCHEMAS } from './service.js';
import { ref } from './shapes.js';

const SCHEMAS = { ...POLICY_SCHEMAS, ...DEVELOPMENT_SCHEMAS, ...SERVICE_SCHEMAS };

/**
 * What each route answers on success. The answers are finished texts, so no class says it; a test compares real
 * answers with these schemas (test/api/documented-answers.spec.ts).
 */
const ANSWERS: Readonly<Record<string, Partial<Record<'get' | 'post', keyof typeof SCHEMAS>>>> = {
  '/v1/policies': { get: 'PolicyList', post: 'Recorded' },
  '/v1/policies/{id}': { get: 'State' },
  '/v1/policies/{id}/timeline': { get: 'Timeline' },
  '/v1/policies/{id}/history': { get: 'History' },
  '/v1/policies/{id}/explain': { get: 'Explanation' },
  '/v1/policies/{id}/amendment': { post: 'Recorded' },
  '/v1/policies/{id}/developments': { post: 'Recorded' },
  '/v1/developments': { get: 'Development' },
  '/v1/developments/{eventId}': { get: 'Development' },
  '/v1/developments/{eventId}/correction': { post: 'Recorded' },
  '/v1/developments/{eventId}/retraction': { post: 'Recorded' },
  '/v1/events': { get: 'Events' },
  '/v1/kinds': { get: 'Kinds' },
  '/v1/projections': { get: 'Projections' },
  '/v1/keys': { get: 'Keys' },
  '/health/ready': { get: 'Ready' },
};

/** Adds the schemas of answers to the document, and to each route what it answers. */
export function documentAnswers(document: OpenAPIObject): void {
  document.components = {
    ...document.components,
    schemas: { ...document.components?.schemas, ...(SCHEMAS as object) },
  };
  for (const [path, methods] of Object.entries(ANSWERS)) {
    for (const [method, name] of Object.entries(methods)) {
      const operation = document.paths[path]?.[method as 'get' | 'post'];
      // A server made of some modules only, as specs start it, has some routes only.
      if (operation) answers(operation.responses, method === 'post' ? '201' : '200', name);
    }
  }
  const record = document.paths['/v1/policies/{id}/developments']?.post;
  // A dry run writes nothing, so it is 200, not 201.
  if (record) answers(record.responses, '200', 'Preview');
}

function answers(responses: object, status: string, name: string): void {
  Object.assign(responses, {
    [status]: { description: name, content: { 'application/json': { schema: ref(name) } } },
  });
}
