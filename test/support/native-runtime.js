import { pathToFileURL } from 'node:url';
import { compileFunction } from 'node:vm';
import JestRuntime from 'jest-runtime';
import { sourceMapFile } from './compiled.js';
import { GLOBALS } from './jest-globals-key.js';

let specs = 0;

/**
 * Jest's runtime, except that Node loads the code: sources and packages once for all specs of a worker, the specs and the files of
 * `test` anew for each spec. Jest would load all of it anew into a context of its own (docs/adr/0024). The price:
 * what a spec leaves in a variable of a module of `src` is there for the next one, as in a server that goes on.
 */
export default class NativeRuntime extends JestRuntime {
  constructor(...given) {
    super(...given);
    this.spec = specs += 1;
    // Jest's own modules run among the globals of the specs, too: `instanceof` has to mean the same to both.
    this.executor.compile = (source, filename) =>
      compileFunction(source, this.executor.injectedModuleParameters, { filename });
  }

  /** Loads a spec, or a file that prepares one. The hooks load again what is asked for by an address with another number. */
  async unstable_importModule(path) {
    globalThis[GLOBALS] = this.requireModuleOrMock(path, '@jest/globals');
    return import(`${pathToFileURL(path)}?spec=${this.spec}`);
  }

  getSourceMaps() {
    return new SourceMaps();
  }

  teardown() {
    this.restoreAllMocks();
    super.teardown();
  }
}

/** Jest looks here for the source maps of files that are named in stacks. */
class SourceMaps extends Map {
  get(url) {
    return sourceMapFile(url);
  }
}
