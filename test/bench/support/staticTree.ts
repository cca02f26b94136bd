import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Sandbox } from '../../vscode/sandbox.js';

/** The title on the icon of the static tree, and the id of its extension. */
export const staticTitle = 'Static tree';
export const staticId = 'bench.static-tree';

const manifest = {
  name: 'static-tree',
  publisher: 'bench',
  version: '0.0.1',
  engines: { vscode: '^1.100.0' },
  main: './main.js',
  activationEvents: [],
  // Else VS Code keeps it from a folder that nobody has called trusted.
  capabilities: { untrustedWorkspaces: { supported: true } },
  contributes: {
    viewsContainers: { activitybar: [{ id: 'staticTree', title: staticTitle, icon: 'icon.svg' }] },
    views: { staticTree: [{ id: 'staticTree.rows', name: staticTitle }] },
  },
};

const files = (open: boolean): Readonly<Record<string, string>> => ({
  'package.json': JSON.stringify(manifest),
  'README.md': 'Five rows.',
  'icon.svg': '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><circle cx="12" cy="12" r="8"/></svg>',
  'main.js': `
const { TreeItem, TreeItemCollapsibleState, window } = require('vscode');
const state = TreeItemCollapsibleState.${open ? 'Expanded' : 'None'};
exports.activate = ({ subscriptions }) => {
  const rows = Array.from({ length: 5 }, (_, index) => ({ label: 'row ' + index, state }));
  const below = rows.map(({ label }) => ({ label: 'below ' + label, state: TreeItemCollapsibleState.None }));
  const treeDataProvider = {
    getChildren: (row) => (row ? [below[rows.indexOf(row)]] : rows),
    getTreeItem: ({ label, state }) => new TreeItem(label, state),
  };
  subscriptions.push(window.createTreeView('staticTree.rows', { treeDataProvider }));
};
`,
});

/**
 * The least that a tree can be, packaged as the product is: rows that are known when the view is opened.
 * @param open with another row below each, which VS Code has to ask for before it draws any.
 */
export function packageStaticTree(sandbox: Sandbox, open: boolean): string {
  const folder = path.join(sandbox.folder, 'static-tree');
  mkdirSync(folder, { recursive: true });
  Object.entries(files(open)).forEach(([name, text]) => writeFileSync(path.join(folder, name), text));
  const vsix = path.join(folder, 'static-tree.vsix');
  const vsce = path.join(process.cwd(), 'node_modules/.bin/vsce');
  const options = ['--no-dependencies', '--allow-missing-repository', '--skip-license', '--out', vsix];
  execFileSync(vsce, ['package', ...options], { cwd: folder, stdio: 'ignore' });
  return vsix;
}
