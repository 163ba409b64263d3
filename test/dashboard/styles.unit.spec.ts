import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const SOURCES = 'dashboard/src';
const MANTINE = 'node_modules/@mantine/core/styles';

/** The Mantine components that files of the dashboard name in their imports. */
function componentsUsed(): string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: 'utf8' }).filter((name) =>
    name.endsWith('.tsx'),
  );
  const texts = files.map((name) => readFileSync(join(SOURCES, name), 'utf8'));
  const lists = texts.flatMap((text) => [...text.matchAll(/import \{([^}]*)\} from '@mantine\/core'/g)]);
  return [...new Set(lists.flatMap(([, names = '']) => names.split(',').map((name) => name.trim())))];
}

describe('The style sheet of the dashboard', () => {
  it('has the styles of each Mantine component that is used', () => {
    const styles = readFileSync(join(SOURCES, 'styles/mantine.ts'), 'utf8');
    const used = componentsUsed().filter((name) => existsSync(join(MANTINE, `${name}.css`)));
    expect(used).toContain('Button');
    expect(used.filter((name) => !styles.includes(`/${name}.css'`))).toEqual([]);
  });
});
