import { swcOptions } from './test/support/swc-options.js';

/** Jest in ESM mode (run with NODE_OPTIONS=--experimental-vm-modules); swc keeps the decorator metadata Nest needs. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>/src', '<rootDir>/test'],
  testRegex: '\\.spec\\.ts$',
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest', swcOptions] },
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
  testTimeout: 180000,
  // What a failed test leaves open (a child, a socket) must not keep the run, and whoever waits for it, for ever.
  forceExit: true,
};
