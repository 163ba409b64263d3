import type { OpenAPIObject } from '@nestjs/swagger';

/** What the page says before the list is written by hand. */
const HEADING = '## All routes';

/**
 * `docs/routes.md` with its list of routes made anew, by tag: what each does is the summary of its operation.
 * @throws Error if the page has no heading of the list
 */
export function withRoutes(page: string, { paths, tags = [] }: OpenAPIObject): string {
  const [byHand] = page.split(HEADING);
  if (byHand === undefined || byHand === page) throw new Error(`docs/routes.md has no "${HEADING}"`);
  const operations = Object.entries(paths).flatMap(([path, item]) =>
    (['get', 'post', 'delete'] as const).flatMap((method) => {
      const { tags: [tag] = [], summary = '' } = item[method] ?? {};
      return item[method] ? [{ tag, line: `- \`${method.toUpperCase()} ${path}\`: ${summary}` }] : [];
    }),
  );
  const sections = tags.map(({ name, description = '' }) =>
    [
      `### ${name}`,
      `${description}.`,
      operations.flatMap(({ tag, line }) => (tag === name ? [line] : [])).join('\n'),
    ].join('\n\n'),
  );
  return `${byHand}${HEADING}\n\nWritten by \`npm run docs\`.\n\n${sections.join('\n\n')}\n`;
}
