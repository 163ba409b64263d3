import type { OpenAPIObject } from '@nestjs/swagger';

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
