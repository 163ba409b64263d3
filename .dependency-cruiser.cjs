/** The layout's rule: imports go downward only (api, cli -> write, read, exports -> domain, event-store -> database). */
const only = (name, room, allowed) => ({
  name,
  severity: 'error',
  from: { path: `^src/${room}/`, pathNot: '\\.spec\\.ts$' },
  to: { path: '^src/', pathNot: [`^src/${room}/`, ...allowed.map((a) => `^src/${a}`)] },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    only('domain-is-pure', 'domain', []),
    only('database-is-lowest', 'database', ['settings/']),
    only('event-store-knows-no-policy', 'event-store', ['database/']),
    only('proof-knows-no-policy', 'proof', ['event-store/', 'database/', 'domain/problem']),
    only('jobs-know-no-work', 'jobs', ['database/']),
    only('write-never-meets-read', 'write', ['domain/', 'event-store/', 'database/', 'jobs/']),
    only('exports-only-read', 'exports', [
      'domain/',
      'event-store/',
      'database/',
      'jobs/',
      'read/',
      'settings/',
    ]),
    only('read-never-meets-write', 'read', ['domain/', 'event-store/', 'database/', 'jobs/']),
    {
      name: 'domain-imports-no-node-and-no-framework',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '\\.spec\\.ts$' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot:
          'node_modules/(class-validator|class-transformer|reflect-metadata|canonicalize|fastest-levenshtein|opencc-js)/',
      },
    },
    {
      name: 'class-validator-only-in-kinds-and-fields',
      severity: 'error',
      from: { path: '^src/domain/', pathNot: '^src/domain/(kinds/|values/fields|define-kind)' },
      to: { path: 'node_modules/(class-validator|class-transformer|reflect-metadata)/' },
    },
    {
      // With Nest, each command takes half a second of a processor more to start (ADR 18).
      name: 'parts-without-nest',
      severity: 'error',
      from: { path: '^src/parts\\.ts$' },
      to: { path: 'node_modules/@nestjs/', reachable: true },
    },
    {
      name: 'no-barrels',
      severity: 'error',
      from: {},
      to: { path: '^src/.*/index\\.ts$', pathNot: '^src/domain/kinds/index\\.ts$' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^src/generated/' },
  },
};
