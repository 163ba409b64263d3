import tseslint from 'typescript-eslint';

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
const HTTP = ['**/support/app.js', '**/support/api-server.js'];
const BROWSER = ['**/support/browser.js'];

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'src/generated/',
      'coverage/',
      'dashboard/dist/',
      'packages/client/dist/',
      'packages/client/src/schema.ts',
      // Only the domain's program (tsconfig.domain.json) has these.
      'types/',
    ],
  },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // Nest modules are classes that only carry a decorator.
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      // Numbers in messages (positions, counts, line numbers) are printed as they are on purpose.
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      // Together a fifth of the time that linting takes, and they found nothing here.
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unsafe-enum-assignment': 'off',
      // `{ left, out, ...rest }` is how members are left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
    },
  },
  {
    // Sizes at which a file or a function is read at one go. `?.`, `??` and defaults count as branches.
    files: ['{src,packages/*/src,bench}/**/*.ts', 'dashboard/src/**/*.{ts,tsx}'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'max-lines': ['error', 250],
      complexity: ['error', 20],
      'max-params': ['error', 5],
      'max-depth': ['error', 4],
    },
  },
  {
    // A controller's constructor names each reader that it injects.
    files: ['src/api/**/*-controller.ts'],
    rules: { 'max-params': ['error', 7] },
  },
  {
    // Each part of a component that may be left out is a branch.
    files: ['dashboard/src/**/*.{ts,tsx}'],
    rules: { complexity: ['error', 22] },
  },
  {
    // Time is an argument: a spec must be able to fix today, and a fold must come out alike whenever it is made.
    files: ['src/**/*.ts'],
    ignores: ['**/*.spec.ts', 'src/settings/system-clock.ts'],
    rules: { 'no-restricted-syntax': ['error', ...CLOCK] },
  },
  {
    files: ['src/domain/**/*.ts'],
    ignores: ['**/*.spec.ts'],
    rules: {
      'no-restricted-syntax': ['error', ...CLOCK, ...CHANCE],
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { group: ['node:*'], message: 'The domain knows no Node: take what it gives as an argument' },
          ],
        },
      ],
    },
  },
  // What a spec needs is in its name (jest.config.js): a unit spec has no server, an int spec none of HTTP.
  ...[
    { files: ['**/*.unit.spec.ts'], group: [...BROWSER, ...HTTP, '**/support/database.js'] },
    { files: ['**/*.int.spec.ts'], group: [...BROWSER, ...HTTP] },
  ].map(({ files, group }) => ({
    files,
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: [{ group, message: 'Call the file .int.spec.ts or .e2e.spec.ts if it needs this' }] },
      ],
    },
  })),
  {
    files: ['**/*.{js,cjs,mjs}'],
    ...tseslint.configs.disableTypeChecked,
  },
);
