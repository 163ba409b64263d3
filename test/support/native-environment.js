import { ModernFakeTimers } from '@jest/fake-timers';
import { ModuleMocker } from 'jest-mock';

/**
 * A spec's environment is the worker's process: its globals are those of the code that Node loaded. What a spec changes of the
 * variables of the environment, or of the globals that were there, is undone after it.
 */
export default class NativeEnvironment {
  global = globalThis;
  moduleMocker = new ModuleMocker(globalThis);
  variables = { ...process.env };
  globals = Object.getOwnPropertyDescriptors(globalThis);
  exit = process.exit;

  constructor({ projectConfig }) {
    this.fakeTimersModern = new ModernFakeTimers({ config: projectConfig, global: globalThis });
  }

  async setup() {}

  exportConditions() {
    return ['node', 'node-addons'];
  }

  /** Jest asks whether there is one, and does not use it: NativeRuntime compiles. */
  getVmContext() {
    return globalThis;
  }

  async teardown() {
    this.fakeTimersModern.dispose();
    Object.defineProperties(globalThis, this.globals);
    process.exit = this.exit;
    for (const name of Object.keys(process.env))
      if (!(name in this.variables)) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, this.variables);
  }
}
