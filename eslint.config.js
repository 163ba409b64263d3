import tseslint from 'typescript-eslint';

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
      'dashboard/src/api/schema.d.ts',
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
      // `{ left, out, ...rest }` is how members are left out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
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
