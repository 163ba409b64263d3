import { applyDecorators } from '@nestjs/common';
import { ApiOperation, type ApiOperationOptions, ApiResponse, type OpenAPIObject } from '@nestjs/swagger';
import type { SCHEMAS } from './answers/schemas.js';
import { ref } from './answers/shapes.js';

/** A success of an operation: its status, and what it holds by media type. */
interface Success {
  status: number;
  description: string;
  content?: Record<string, { schema: object }>;
}

/** An answer in JSON, by its name in `answers/schemas.ts`. */
export const json = (name: keyof typeof SCHEMAS, status = 200): Success => ({
  status,
  description: name,
  content: { 'application/json': { schema: ref(name) } },
});

/** An answer in another media type, or in JSON of another vocabulary. */
export const text = (type: string, description: string): Success => ({
  status: 200,
  description,
  content: { [type]: { schema: { type: /^application\/(ld\+)?json$/.test(type) ? 'object' : 'string' } } },
});

/** 204: no body. */
export const nothing = (description = ''): Success => ({ status: 204, description });

/**
 * What a route is called in generated clients, what it does, and what it answers on success. The answers are finished texts, so
 * no class says it; test/api/documented-answers.e2e.spec.ts compares real ones with their schemas.
 * @param id a verb and its object, as `getState`; unique
 * @param successes several of one status are representations of one answer; the last one describes it
 */
export function Operation(
  id: string,
  about: string | ApiOperationOptions,
  ...successes: readonly Success[]
): MethodDecorator {
  const options = typeof about === 'string' ? { summary: about } : about;
  const byStatus = new Map<number, Success>();
  for (const success of successes) {
    const content = { ...byStatus.get(success.status)?.content, ...success.content };
    byStatus.set(success.status, { ...success, ...(success.content && { content }) });
  }
  const answers = [...byStatus.values()].map((success) => ApiResponse(success));
  return applyDecorators(ApiOperation({ ...options, operationId: id }), ...answers);
}

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
