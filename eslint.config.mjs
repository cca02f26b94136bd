import { readdirSync } from 'node:fs';
import js from '@eslint/js';
import tseslint from 'typescript-eslint';
import shownText from './lint/shownText.mjs';

/** A layer of docs/architecture.md: the folders it must not reach into, and whether it may speak to VS Code. */
function layer(files, forbidden, vscodeAllowed = false) {
  const patterns = forbidden.map((folder) => ({
    group: [`**/${folder}/**`, `**/${folder}.js`],
    message: `docs/architecture.md: a layer imports only what lies below it (not ${folder}).`,
  }));
  const paths = vscodeAllowed
    ? []
    : [{ name: 'vscode', message: 'docs/architecture.md: this layer runs in plain Node, without VS Code.' }];
  return { files, rules: { 'no-restricted-imports': ['error', { paths, patterns }] } };
}

/** Folders of ui/ from the bottom up; what is not named here lies between the last of them and commands/. */
const uiLayers = ['words', 'tree', 'selection'];

/** A folder of ui/: it may import what lies beside the folders, itself, and the layers below it. */
function uiFolder(name, below) {
  const allowed = [name, ...below].join('|');
  const config = layer([`src/ui/${name}/**`], ['webview', 'explorer', 'extension'], true);
  config.rules['no-restricted-imports'][1].patterns.push({
    // The ids of the commands are no more than names.
    regex: `^\\.\\./(?!(?:${allowed})/|commands/commandIds\\.js)[A-Za-z]+/`,
    message:
      'docs/architecture.md: a folder of ui/ imports words/, tree/, selection/ and itself; only commands/ imports all.',
  });
  return config;
}

/** Everything in ui/ that is neither a layer nor at the top. */
const uiFeatures = readdirSync(new URL('src/ui', import.meta.url), { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && entry.name !== 'commands' && !uiLayers.includes(entry.name))
  .map(({ name }) => name);

export default tseslint.config(
  { ignores: ['dist/', 'out/', 'node_modules/', '.vscode-test/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      // A command or an event handler is often `() => someVoidCall()`: the arrow is the whole of it.
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'max-lines': ['error', { max: 300 }],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['src/**'],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "CallExpression[callee.object.name='Math'] > SpreadElement",
          message: 'Each value becomes an argument, and a hundred thousand are more than the stack holds: reduce.',
        },
      ],
    },
  },
  {
    files: ['**/*.{js,mjs}'],
    languageOptions: {
      globals: Object.fromEntries(
        [
          'process console Buffer URL URLSearchParams fetch setTimeout clearTimeout setInterval clearInterval',
          'performance AbortController AbortSignal document window require module __dirname globalThis',
        ]
          .join(' ')
          .split(' ')
          .map((name) => [name, 'readonly']),
      ),
    },
  },
  {
    files: ['src/ui/**', 'src/explorer.ts', 'src/extension.ts'],
    plugins: { 'shown-text': shownText },
    rules: { 'shown-text/extractable': 'error', 'shown-text/localized': 'error' },
  },
  {
    // What an agent reads is English; what its tools ask a person stands where VS Code shows it.
    files: ['src/ui/agents/**'],
    rules: { 'shown-text/localized': ['error', { positionsOnly: true }] },
  },
  layer(
    ['src/base/**'],
    ['operations', 'google', 'sample', 'watch', 'ui', 'webview', 'settings', 'explorer', 'extension'],
  ),
  layer(['src/operations/**'], ['google', 'sample', 'watch', 'ui', 'webview', 'settings', 'explorer', 'extension']),
  layer(['src/google/**'], ['sample', 'watch', 'ui', 'webview', 'settings', 'explorer', 'extension']),
  layer(['src/sample/**'], ['watch', 'ui', 'webview', 'settings', 'explorer', 'extension']),
  layer(['src/watch/**'], ['sample', 'ui', 'webview', 'settings', 'explorer', 'extension']),
  layer(['src/settings.ts', 'src/settingsReader.ts'], ['sample', 'watch', 'ui', 'webview', 'explorer', 'extension']),
  layer(['src/ui/**'], ['webview', 'explorer', 'extension'], true),
  ...uiLayers.map((name, index) => uiFolder(name, uiLayers.slice(0, index))),
  ...uiFeatures.map((name) => uiFolder(name, uiLayers)),
  layer(
    ['src/webview/**'],
    ['base', 'operations', 'google', 'sample', 'watch', 'settings', 'settingsReader', 'explorer', 'extension'],
  ),
  {
    files: ['test/**'],
    rules: {
      'no-console': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
