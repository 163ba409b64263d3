import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import type { Command } from 'commander';
import { program } from '../src/cli/command-line.js';
import { patternOf } from './support/path-pattern.js';

const markdown = (folder: string) =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.md'))
    .map((name) => join(folder, name));
/** Pages that tell people what to ask and to run. ADRs are left out: they tell of what was, too. */
const GUIDES = [
  ...['README.md', 'AGENTS.md', 'data/README.md', 'packages/client/README.md', 'test/golden/README.md'],
  ...markdown('docs'),
];
const text = (page: string): string => readFileSync(page, 'utf8');

interface Operation {
  parameters?: { name: string; in: string }[];
}
const { paths } = JSON.parse(text('openapi.json')) as { paths: Record<string, Record<string, Operation>> };

const operationsAt = Object.entries(paths).map(([path, operations]) => ({
  pattern: patternOf(path),
  operations,
}));

/** The operations of all documented paths that an address of a guide may mean. */
const meant = (address: string) =>
  operationsAt.filter(({ pattern }) => pattern.test(address)).map(({ operations }) => operations);

/** `GET /v1/policies/x?asOf=…`: method, address and query. Shell variables stand for ids, and `$P` for a policy's path. */
const NAMED =
  /(?:\b(GET|POST|PUT|PATCH|DELETE) )?(\/v1\/(?:[\w{}./-]|\$\w+)*[\w}])(?:\?([\w.$]+=[^\s`'")&]*(?:&[\w.]+=[^\s`'")&]*)*))?/g;

function faults(guide: string): string[] {
  const found: string[] = [];
  for (const [whole, method, address = '', query] of guide.matchAll(NAMED)) {
    const asked = address.replace('/$P', '/policies/{id}').replaceAll(/\$\w+/g, '{id}');
    const operations = meant(asked).flatMap((at) =>
      method ? [at[method.toLowerCase()]] : Object.values(at),
    );
    if (!operations.some(Boolean)) found.push(`${whole} is no documented route`);
    const names = new Set(
      operations.flatMap((operation) => operation?.parameters?.map(({ name }) => name) ?? []),
    );
    for (const part of query?.split('&') ?? []) {
      const [name = ''] = part.split('=');
      if (!names.has(name)) found.push(`${whole} has no parameter ${name}`);
    }
  }
  return found;
}

/** The long names of the options of a command and of the commands below it. */
const optionsOf = (command: Command): Set<string> =>
  new Set([
    ...command.options.flatMap(({ long }) => long ?? []),
    ...command.commands.flatMap((below) => [...optionsOf(below)]),
  ]);

describe('the guides', () => {
  it.each(GUIDES)('%s names only routes and parameters that are there', (page) => {
    expect(faults(text(page))).toEqual([]);
  });

  it('would not pass with a route, a method or a parameter that is not there', () => {
    const guide =
      'curl "$U/v1/polices?asOf=2024-01-01", `DELETE /v1/policies/{id}`, /v1/policies/jp-x?asof=2024-01-01&position=5.';
    expect(faults(guide)).toEqual([
      '/v1/polices?asOf=2024-01-01 is no documented route',
      '/v1/polices?asOf=2024-01-01 has no parameter asOf',
      'DELETE /v1/policies/{id} is no documented route',
      '/v1/policies/jp-x?asof=2024-01-01&position=5. has no parameter asof',
    ]);
  });

  it('name only scripts, commands and options that are there', async () => {
    const scripts = new Set(
      ['package.json', 'dashboard/package.json', 'packages/client/package.json'].flatMap((file) =>
        Object.keys((JSON.parse(text(file)) as { scripts?: object }).scripts ?? {}),
      ),
    );
    const commands = new Map(
      (await program()).commands.map((command) => [command.name(), optionsOf(command)]),
    );
    const unknown = GUIDES.flatMap((page) =>
      [
        ...[...text(page).matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].filter(
          ([, name = '']) => !scripts.has(name),
        ),
        ...[...text(page).matchAll(/npm run (?:-s )?cli -- ([a-z][a-z-]*)([^\n`|>]*)/g)].filter(
          ([, name = '', rest = '']) =>
            !commands.has(name) ||
            [...rest.matchAll(/ (--[a-z][a-z-]*)/g)].some(
              ([, option = '']) => commands.get(name)?.has(option) !== true,
            ),
        ),
      ].map(([whole]) => `${page}: ${whole}`),
    );
    expect(unknown).toEqual([]);
  });
});
