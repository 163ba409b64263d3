import { parser } from 'typescript-eslint';

const USE_CLOCK = 'Take a Clock (src/domain/today.ts), or performance.now() for how long something takes';
const CLOCK = [
  { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: USE_CLOCK },
  { selector: "CallExpression[callee.name='Date']", message: USE_CLOCK },
  { selector: "MemberExpression[object.name='Date'][property.name='now']", message: USE_CLOCK },
];
/** What has a different answer each time. `process`, `performance` and the like are no names at all there (tsconfig.domain.json). */
const CHANCE = [
  {
    selector: "MemberExpression[object.name='Math'][property.name='random']",
    message: 'The domain knows no chance: take what was drawn as an argument',
  },
  {
    selector: "CallExpression[callee.property.name='resolvedOptions'][callee.object.arguments.length=0]",
    message: "The zone and language of the machine are not the domain's: name them",
  },
];
/** All other rules are in .oxlintrc.json: `npm run lint` runs both. */
export default [
  { ignores: ['src/generated/', '**/*.spec.ts'] },
  {
    files: ['src/**/*.ts'],
    languageOptions: { parser },
    // What they disable is a rule of .oxlintrc.json, which reports those that disable nothing.
    linterOptions: { reportUnusedDisableDirectives: 'off' },
  },
  {
    // Time is an argument: a spec must be able to fix today, and a fold must come out alike whenever it is made.
    files: ['src/**/*.ts'],
    ignores: ['src/settings/system-clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCK] },
  },
  {
    files: ['src/domain/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCK, ...CHANCE] },
  },
];
