/** Rules on single files and on what ships where: ESLint's layers are about folders, and it sees a path as it is written. */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Types count: they are what a reader follows.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'second-file',
      comment:
        'docs/architecture.md: credentials and HTTP ship in dist/google.js, which google/lazyGoogle.ts loads on the first request. Only types of theirs may be imported elsewhere.',
      severity: 'error',
      from: { pathNot: '^src/google/(?:credentials/|http/|apis/|google\\.ts$)' },
      to: {
        path: '^src/google/(?:credentials/|http/|apis/|google\\.ts$)|^node_modules/(?:google-auth-library|gaxios)/',
        dependencyTypesNot: ['type-only', 'dynamic-import'],
      },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
