import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The decorator metadata is what Nest injects by. */
const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true },
    target: 'es2022',
  },
  module: { type: 'es6' },
};

/** Processes that tests start, again and again, compile each source once: a start from sources is mostly that. */
const CACHE = join(tmpdir(), `policy-timeline-compiled-${process.getuid?.() ?? 0}`);
const INLINE_MAP = /\n\/\/# sourceMappingURL=data:application\/json;base64,([\w+/=]+)\s*$/;

const { version } = createRequire(import.meta.url)('@swc/core/package.json');

/** The JavaScript of a TypeScript file, with its source map at the end. */
export async function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const kept = placeOf(filename, source, 'js');
  try {
    return readFileSync(kept, 'utf8');
  } catch {
    // Not compiled yet.
  }
  const { transform } = await import('@swc/core');
  const { code } = await transform(source, { ...swcOptions, filename, swcrc: false, sourceMaps: 'inline' });
  keep(kept, code);
  return code;
}

/** Where the source map of a file that was compiled is. @param url as stacks name the file; undefined for other files */
export function sourceMapFile(url) {
  const [address] = url.split('?');
  if (!address.startsWith('file:') || !address.endsWith('.ts')) return undefined;
  const filename = fileURLToPath(address);
  const source = readFileSync(filename, 'utf8');
  const map = placeOf(filename, source, 'map');
  if (existsSync(map)) return map;
  const inline = INLINE_MAP.exec(readFileSync(placeOf(filename, source, 'js'), 'utf8'));
  keep(map, Buffer.from(inline?.[1] ?? '', 'base64'));
  return map;
}

function placeOf(filename, source, extension) {
  const key = createHash('sha256')
    .update(JSON.stringify([filename, source, swcOptions, version]))
    .digest('hex');
  return join(CACHE, `${key}.${extension}`);
}

/** Several processes may do so at once: none shall read a half. */
function keep(file, content) {
  mkdirSync(CACHE, { recursive: true, mode: 0o700 });
  const mine = `${file}.${process.pid}`;
  writeFileSync(mine, content);
  renameSync(mine, file);
}
