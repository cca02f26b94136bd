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
    {
      name: 'sample-file',
      comment:
        'docs/architecture.md: the sample data ships in dist/sample.js, which explorer.ts loads when somebody wants to see it. Only types of it may be imported elsewhere.',
      severity: 'error',
      from: { pathNot: '^src/sample/' },
      to: { path: '^src/sample/', dependencyTypesNot: ['type-only', 'dynamic-import'] },
    },
    {
      name: 'sample-asks-nobody',
      comment: 'What is made up reaches no network, no disk, no program and no secret.',
      severity: 'error',
      from: { path: '^src/sample/' },
      to: {
        path: '^(?:node:)?(?:child_process|cluster|dgram|dns|fs|http|http2|https|inspector|net|tls|worker_threads)(?:/|$)|^node_modules/|^src/google/signIn/',
      },
    },
    {
      name: 'page-is-a-program-of-its-own',
      comment:
        'docs/architecture.md: what runs in a webview ships in a file of its own, dist/timeline.js, and shares with the extension the types of their messages alone.',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { pathNot: '^src/(?:webview/|ui/timeline/messages\\.ts$)' },
    },
    {
      name: 'page-shares-types-alone',
      comment: 'docs/architecture.md: of the messages of a page only the types are shared.',
      severity: 'error',
      from: { path: '^src/webview/' },
      to: { path: '^src/ui/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'page-is-not-imported',
      comment: 'It has a window and no Node: the extension hands its file to VS Code.',
      severity: 'error',
      from: { pathNot: '^src/webview/' },
      to: { path: '^src/webview/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
  },
};
