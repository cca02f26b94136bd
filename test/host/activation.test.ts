import assert from 'node:assert/strict';
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import * as vscode from 'vscode';
import { commandIds } from '../../src/ui/commands/commandIds.js';
import { errorWords } from '../../src/ui/words/apiError.js';
import { extension } from './support/host.js';

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly capabilities: {
    readonly untrustedWorkspaces: { readonly supported: unknown };
    readonly virtualWorkspaces: unknown;
  };
  readonly contributes: {
    readonly commands: readonly { readonly command: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command?: string }[]>>;
    readonly viewsWelcome: readonly { readonly contents: string; readonly when?: string }[];
    readonly walkthroughs: readonly { readonly steps: readonly WalkthroughStep[] }[];
    readonly configuration: readonly {
      readonly title: string;
      readonly order: number;
      readonly properties: Readonly<Record<string, { readonly default: unknown; order: number; scope?: string }>>;
    }[];
  };
}

interface WalkthroughStep {
  readonly description: string;
  readonly media: { readonly svg: string };
  readonly completionEvents: readonly string[];
}

const root = extension().extensionPath;
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

describe('package.json', () => {
  const text = read('package.json');
  const manifest = JSON.parse(text) as Manifest;
  const words = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const { commands, menus, viewsWelcome, walkthroughs, configuration } = manifest.contributes;
  const steps = walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  const textOf = (key: string): string => words[key.replaceAll('%', '')] ?? '';

  it('activates on nothing but the view, the commands, the tools and links', () => {
    // The rest is what VS Code makes of the contributions.
    assert.deepEqual(manifest.activationEvents, ['onUri']);
  });

  it('says what it may do in folders that are not trusted, and that virtual ones do', () => {
    const { untrustedWorkspaces, virtualWorkspaces } = manifest.capabilities;
    assert.equal(untrustedWorkspaces.supported, 'limited');
    // It reads no file of a folder.
    assert.equal(virtualWorkspaces, true);
  });

  it('has its words in package.nls.json, all of them and no others', () => {
    const used = new Set([...text.matchAll(/"%([^%"]+)%"/g)].map(([, key]) => key));
    assert.deepEqual([...used].sort(), Object.keys(words).sort());
  });

  it('contributes commands that exist, and puts only such into menus and links', async () => {
    await extension().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const contributed = commands.map(({ command }) => command);
    // A submenu's items are in a menu of its own name.
    const inMenus = Object.values(menus).flatMap((items) => items.flatMap(({ command }) => command ?? []));
    const texts = [...viewsWelcome.map(({ contents }) => contents), ...steps.map(({ description }) => description)];
    const inLinks = texts.flatMap((text) => [...textOf(text).matchAll(/\(command:([\w.]+)/g)].map(([, id]) => id!));
    const inEvents = steps.flatMap(({ completionEvents }) =>
      completionEvents.flatMap((event) => /^onCommand:(.+)/.exec(event)?.[1] ?? []),
    );
    assert.ok(inLinks.length > 0 && inEvents.length > 0);
    for (const command of [...contributed, ...inMenus, ...inLinks, ...inEvents]) {
      assert.ok(registered.has(command), command);
    }
    assert.ok(contributed.every((command) => (commandIds as readonly string[]).includes(command)));
  });

  it('welcomes with one button, and links for the rest', () => {
    for (const { contents, when } of viewsWelcome) {
      const buttons = textOf(contents).match(/^\[[^\]]+\]\([^)]+\)$/gm) ?? [];
      // The second part of each welcome, which offers the sample data, and the history's have none.
      assert.equal(buttons.length, when?.includes('==') ? 1 : 0, contents);
    }
  });

  it('has a walkthrough whose pictures take their colours from the theme and their letters from VS Code', () => {
    assert.equal(steps.length, 5);
    for (const { media } of steps) {
      const svg = read(media.svg);
      const colours = [...svg.matchAll(/(?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour!);
      assert.ok(colours.length > 10);
      assert.ok(
        colours.every((colour) => /^(?:none|var\(--vscode-.*\))$/.test(colour)),
        media.svg,
      );
      assert.doesNotMatch(svg, /<(?:script|style|image|foreignObject)|href|url\(|@font-face|data:/);
    }
  });

  it('has defaults that the extension understands', async () => {
    const { session } = await (await extension().activate()).open();
    assert.deepEqual(session.settingProblems, []);
    for (const [name, { default: value }] of configuration.flatMap(({ properties }) => Object.entries(properties))) {
      assert.deepEqual(vscode.workspace.getConfiguration().get(name), value, name);
    }
  });

  it('has its settings in groups, in order, all of them to be found in the person’s own settings', async () => {
    assert.deepEqual(
      configuration.map(({ order }) => order),
      configuration.map((_, index) => index + 1),
    );
    assert.equal(new Set(configuration.map(({ title }) => title)).size, configuration.length);
    for (const { properties, title } of configuration) {
      const settings = Object.values(properties);
      assert.deepEqual(
        settings.map(({ order }) => order),
        settings.map((_, index) => index + 1),
        title,
      );
      // A setting of a machine is not among a person’s own where the editor is connected to another machine.
      settings.forEach(({ scope = 'window' }) => assert.match(scope, /^(?:application|window)$/, title));
    }
    const { executeCommand } = vscode.commands;
    const ran: unknown[][] = [];
    Object.assign(vscode.commands, {
      executeCommand: async (...args: Parameters<typeof executeCommand>) => {
        ran.push(args);
        return args[0].startsWith('workbench.') ? undefined : await executeCommand(...args);
      },
    });
    try {
      await vscode.commands.executeCommand('cloudOperations.openSettings');
    } finally {
      Object.assign(vscode.commands, { executeCommand });
    }
    assert.deepEqual(ran.at(-1), [
      'workbench.action.openGlobalSettings',
      { query: '@ext:cloud-operations.cloud-operations' },
    ]);
  });

  it('leads from its settings to commands that there are', () => {
    const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;
    const links = Object.entries(texts)
      .filter(([key]) => key.startsWith('config.'))
      .flatMap(([, text]) => [...text.matchAll(/\(command:([\w.]+)/g)].map(([, id = '']) => id));
    assert.ok(links.length > 4);
    assert.deepEqual(
      links.filter((id) => !commands.some(({ command }) => command === id)),
      [],
    );
  });
});

describe('activation', () => {
  it('loads a small file, and the product behind it on the first look', () => {
    assert.ok(statSync(path.join(root, 'dist/extension.js')).size < 60 * 1024);
    const main = read('dist/extension.js');
    assert.match(main, /require\("\.\/explorer\.js"\)/);
    assert.doesNotMatch(main, /google-auth-library|gaxios/);
    assert.doesNotMatch(read('dist/explorer.js'), /google-auth-library|gaxios/);
  });

  it('has the sample data in a file of its own, which knows no way to anybody', () => {
    assert.match(read('dist/explorer.js'), /require\("\.\/sample\.js"\)/);
    assert.doesNotMatch(read('dist/explorer.js'), /gpu-sweep/);
    const sample = read('dist/sample.js');
    assert.match(sample, /gpu-sweep/);
    const required = new Set([...sample.matchAll(/require\("([^"]+)"\)/g)].map(([, name]) => name));
    assert.deepEqual([...required].sort(), ['node:crypto', 'node:timers/promises']);
    assert.doesNotMatch(sample, /\bfetch\(|WebSocket|XMLHttpRequest/);
  });

  it('offers remedies that are commands', async () => {
    await extension().activate();
    const registered = new Set(await vscode.commands.getCommands(true));
    const words = errorWords({ kind: 'scopeInsufficient', message: '' }, 'acme');
    assert.ok(words.remedy && registered.has(words.remedy.command));
  });
});
