import { readFileSync } from 'node:fs';
import type { OpenAPIObject } from '@nestjs/swagger';

/** The relative path is the same from src/ and from dist/. */
const FILE = new URL('../../../data/api-examples.json', import.meta.url);

/** Adds an example to each documented answer: what the demo answers to test/api/documented-requests.ts (`npm run docs`). */
export function addExamples({ paths }: OpenAPIObject): void {
  const examples = JSON.parse(readFileSync(FILE, 'utf8')) as Record<string, unknown>;
  for (const [answer, example] of Object.entries(examples)) {
    const [method = '', path = '', status = ''] = answer.split(' ');
    const operation = paths[path]?.[method as 'get'];
    const { content } = (operation?.responses[status] ?? {}) as { content?: Record<string, object> };
    // The requests prefer the first type where there are several.
    const [first] = Object.values(content ?? {});
    if (first) Object.assign(first, { example });
  }
}
