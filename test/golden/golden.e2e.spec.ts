import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestApp } from '../support/app.js';
import { goldenAnswers, goldenLog } from './files.js';
import { answerTo, startOn } from './golden-app.js';

let app: TestApp;
beforeAll(async () => {
  app = await startOn(goldenLog());
});
afterAll(() => app.stop());

const answers = goldenAnswers();
/** What an answer is about: the last word of its path, or the policies themselves. */
const sortOf = ({ path }: { path: string }): string =>
  /^\/v1\/([^?]*)/.exec(path)?.[1]?.replace(/^(policies|developments)\/[^/]+/, '$1/{id}') ?? '';
const sorts = [...new Set(answers.map(sortOf))].sort();

describe('A permalink always answers with the same bytes (AGENTS.md, "Golden answers")', () => {
  it('of which there are enough, over a log that holds something of everything', () => {
    expect(answers.length).toBeGreaterThanOrEqual(300);
    expect(goldenLog().length).toBeGreaterThanOrEqual(290);
    expect(sorts.length).toBeGreaterThanOrEqual(15);
  });

  it.each(sorts)('%s', async (sort) => {
    for (const golden of answers.filter((answer) => sortOf(answer) === sort))
      expect(await answerTo(app, golden.path)).toEqual(golden);
  });
});

describe('The proof of a golden answer', () => {
  const states = answers.filter(({ path }) => /^\/v1\/policies\/[^/?]+\?/.test(path));

  it('is accepted by the verifier, which also makes its bytes from the proven events, for every one', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'policy-timeline-golden-proofs-'));
    const files: string[] = [];
    for (const { path, body } of states) {
      const proof = (await answerTo(app, path.replace('?', '/proof?'))).body;
      expect((JSON.parse(proof) as { answer: string }).answer).toBe(body);
      files.push(join(folder, `${files.length}.json`));
      writeFileSync(files.at(-1) as string, proof);
    }
    const key = (await answerTo(app, '/v1/log/key')).body.trim();
    const { stdout } = await promisify(execFile)(
      process.execPath,
      [
        ...['--import', './test/support/typescript.js', 'tools/verify.mjs', ...files],
        ...['--key', key, '--recompute', '--rules', 'src/domain'],
      ],
      { env: { ...process.env, NODE_OPTIONS: '' }, maxBuffer: 16 * 1024 * 1024 },
    );
    rmSync(folder, { recursive: true });
    expect(states.length).toBeGreaterThan(100);
    expect(stdout.match(/All of it holds\./g)).toHaveLength(states.length);
    expect(stdout.match(/follow from the proven events/g)).toHaveLength(states.length);
  });
});
