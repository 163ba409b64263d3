import { readdirSync } from 'node:fs';
import { availableParallelism } from 'node:os';

/**
 * What a spec needs is in its name: `.unit` nothing but the code, `.int` PostgreSQL, files or other processes, `.e2e` the
 * HTTP server, and perhaps a browser.
 */
const KINDS = ['unit', 'int', 'e2e'];
/** `npm test` runs all specs west of UTC, in a zone with summer time (TZ), and those ABOUT_TIME once more far to its east. */
const ZONES = ['Asia/Tokyo'];
/** Specs of code that handles days and instants; of those with a server the two that go through all of it. */
const ABOUT_TIME = {
  unit: '/(src/domain|src/api/parameters|test/properties|test/scenarios)/.*',
  int: '/(test/properties|test/scenarios)/.*',
  e2e: '/(test/properties/both-views|test/scenarios/.*)',
};

const spec = (kind) => `\\.${kind}\\.spec\\.ts$`;
const unnamed = ['src', 'test']
  .flatMap((folder) => readdirSync(folder, { recursive: true }).map((file) => `${folder}/${file}`))
  .filter((file) => file.endsWith('.spec.ts') && !KINDS.some((kind) => file.endsWith(`.${kind}.spec.ts`)));
/** Node loads the code (native-runtime.js); Jest must see the files as ESM, so it is run with --experimental-vm-modules. */
const common = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/src', '<rootDir>/test'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {},
  runtime: '<rootDir>/test/support/native-runtime.js',
  testEnvironment: '<rootDir>/test/support/native-environment.js',
  // Node itself waits by these two, among the same globals.
  fakeTimers: { doNotFake: ['nextTick', 'queueMicrotask'] },
};
/** Jest runs each of the two files once for all projects that name them, and not at all where no such spec is run. */
const withPostgres = {
  globalSetup: '<rootDir>/test/support/global-setup.js',
  globalTeardown: '<rootDir>/test/support/global-teardown.js',
};
const needs = (kind) => (kind === 'unit' ? {} : withPostgres);
/** Whether the problems that a spec is to provoke came can't be said if only some of its tests are run. */
const someTests = process.argv.some((argument) => /^(-t|--testNamePattern)/.test(argument));
const watched = (kind) =>
  kind === 'e2e' && !someTests ? { setupFilesAfterEnv: ['<rootDir>/test/support/watched-problems.ts'] } : {};

const byKind = KINDS.map((kind) => ({
  ...common,
  ...needs(kind),
  ...watched(kind),
  displayName: kind,
  testRegex: spec(kind),
}));
const byZone = ZONES.flatMap((zone) =>
  KINDS.map((kind) => ({
    ...common,
    ...needs(kind),
    displayName: `${kind} in ${zone}`,
    testRegex: ABOUT_TIME[kind] + spec(kind),
    testEnvironment: '<rootDir>/test/support/zone-environment.js',
    testEnvironmentOptions: { zone },
  })),
);

// TEST_KINDS: `unit`, `int e2e`, …; `zones` are the specs about time in the other zones.
const wanted = (process.env.TEST_KINDS ?? KINDS.join(' ')).split(' ');
if (unnamed.length > 0) {
  const advice = `Name the kind of these specs (.${KINDS.join('.spec.ts, .')}.spec.ts): ${unnamed.join(', ')}`;
  if (wanted.includes('zones')) throw new Error(advice);
  process.stderr.write(`${advice}\n`);
}
const projects = [
  ...byKind.filter(({ displayName }) => wanted.includes(displayName)),
  ...(wanted.includes('zones') ? byZone : []),
];

export default {
  projects,
  testSequencer: '<rootDir>/test/support/slow-first.js',
  testTimeout: 180000,
  // PostgreSQL, browsers and other processes are waited for: one more than there are cores keeps these busy.
  maxWorkers: availableParallelism() + 1,
  // What a failed test leaves open (a child, a socket) must not keep the run, and whoever waits for it, for ever.
  forceExit: true,
};
