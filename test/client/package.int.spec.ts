import { execFile } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const OPTIONS = {
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  noEmit: true,
  // Checking the declarations of Node and of browsers takes most of the time.
  skipLibCheck: true,
  types: ['node'],
  typeRoots: [join(ROOT, 'node_modules/@types')],
};

/** An empty project with the packed package, put where npm would put it: it has no dependencies. */
let project: string;
let files: string[];
beforeAll(async () => {
  project = mkdtempSync(join(tmpdir(), 'client-package-'));
  const installed = join(project, 'node_modules/@policy-timeline/client');
  mkdirSync(installed, { recursive: true });
  const { stdout } = await run('npm', ['pack', '--json', '--pack-destination', project], {
    cwd: join(ROOT, 'packages/client'),
  });
  const [packed] = JSON.parse(stdout.slice(stdout.indexOf('['))) as {
    filename: string;
    files: { path: string }[];
  }[];
  files = packed?.files.map(({ path }) => path) ?? [];
  await run('tar', ['-xzf', join(project, packed?.filename ?? ''), '--strip-components=1', '-C', installed]);
  writeFileSync(join(project, 'package.json'), JSON.stringify({ type: 'module' }));
  writeFileSync(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions: OPTIONS }));
  copyFileSync(join(ROOT, 'test/client/consumer.ts'), join(project, 'consumer.ts'));
});
afterAll(() => {
  rmSync(project, { recursive: true });
});

it('the packed package has its code and types, and nothing else', () => {
  expect(files).toEqual(
    expect.arrayContaining(['README.md', 'package.json', 'dist/index.js', 'dist/schema.d.ts']),
  );
  expect(
    files.filter((path) => !/^(dist\/[a-z-]+\.(js|d\.ts)|README\.md|package\.json)$/.test(path)),
  ).toEqual([]);
});

it('a program that uses it is type-checked, mistakes included', async () => {
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  await run(process.execPath, [tsc, '-p', project]);
});

it('Node loads it', async () => {
  const code = "console.log(Object.keys(await import('@policy-timeline/client')).join())";
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', code], { cwd: project });
  expect(stdout.trim()).toBe('ApiProblem,TimelineClient,newIdempotencyKey');
});
