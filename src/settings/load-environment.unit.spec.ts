import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadEnvironment } from './load-environment.js';

const home = process.cwd();
const before = { ...process.env };
let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'environment-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(home);
  rmSync(folder, { recursive: true });
  for (const name of ['PORT', 'HOST', 'LOG_LEVEL']) {
    if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
    else process.env[name] = before[name];
  }
});

describe('the file .env', () => {
  it('completes the environment, which wins where both speak', () => {
    writeFileSync('.env', 'PORT=4001\nHOST=0.0.0.0\nLOG_LEVEL=debug\n');
    process.env['HOST'] = '127.0.0.2';
    process.env['LOG_LEVEL'] = '';
    expect(loadEnvironment()).toMatchObject({ PORT: 4001, HOST: '127.0.0.2', LOG_LEVEL: 'info' });
  });

  it('need not be there', () => {
    expect(loadEnvironment()).toMatchObject({ PORT: 3000 });
  });
});
