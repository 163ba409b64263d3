import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { compiled } from './compiled.js';

const TESTS = new URL('../', import.meta.url).href;
const JEST_GLOBALS = new URL('./jest-globals.js', import.meta.url).href;

/** What a spec needs of `test` is its own, as the spec is: it hands on its number (`?spec=`, see native-runtime.js). */
export async function resolve(specifier, context, next) {
  const spec = context.parentURL && new URL(context.parentURL).searchParams.get('spec');
  if (!spec) return resolveSource(specifier, context, next);
  if (specifier === '@jest/globals')
    return { url: `${JEST_GLOBALS}?spec=${spec}`, format: 'module', shortCircuit: true };
  const resolved = await resolveSource(specifier, context, next);
  return resolved.url.startsWith(TESTS) ? { ...resolved, url: `${resolved.url}?spec=${spec}` } : resolved;
}

/** Our imports end in `.js`, as they will after the build; beside the sources that file is a `.ts`. */
async function resolveSource(specifier, context, next) {
  if (/^(\.|file:)/.test(specifier) && specifier.endsWith('.js')) {
    // The code of a thread has no parent; its address is complete.
    const source = new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL);
    if (existsSync(source)) return { url: source.href, format: 'module', shortCircuit: true };
  }
  return next(specifier, context);
}

export async function load(url, context, next) {
  const [address] = url.split('?');
  if (!address.startsWith('file:') || !address.endsWith('.ts')) return next(url, context);
  return { format: 'module', source: await compiled(fileURLToPath(address)), shortCircuit: true };
}
