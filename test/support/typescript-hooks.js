import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { swcOptions } from './swc-options.js';

/** Processes that tests start, again and again, compile each source once: a start from sources is mostly that. */
const CACHE = join(tmpdir(), `policy-timeline-compiled-${process.getuid?.() ?? 0}`);

const { version } = createRequire(import.meta.url)('@swc/core/package.json');

/** Our imports end in `.js`, as they will after the build; beside the sources that file is a `.ts`. */
export async function resolve(specifier, context, next) {
  if (/^(\.|file:)/.test(specifier) && specifier.endsWith('.js') && context.parentURL) {
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  if (!url.startsWith('file:') || !url.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: await compiled(fileURLToPath(url)), shortCircuit: true };
}

async function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([filename, source, swcOptions, version]))
    .digest('hex');
  const kept = join(CACHE, `${key}.js`);
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    // Not compiled yet.
  }
  const { transform } = await import('@swc/core');
  const { code } = await transform(source, {
    ...swcOptions,
    filename,
    swcrc: false,
    sourceMaps: 'inline',
  });
  mkdirSync(CACHE, { recursive: true, mode: 0o700 });
  // Several processes may do so at once: none shall read a half.
  const mine = `${kept}.${process.pid}`;
  writeFileSync(mine, code);
  renameSync(mine, kept);
  return code;
}
