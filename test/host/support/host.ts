import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import * as vscode from 'vscode';
import type { ExtensionApi } from '../../../src/extension.js';
import type { Explorer } from '../../../src/ui/explorerApi.js';
import { startEmulator, type Emulator } from '../../emulator/index.js';
import { until } from './until.js';

/** The extension as it runs in this host, on a local Google of its own. */
export interface Host {
  readonly emulator: Emulator;
  readonly explorer: Explorer;
  /** Changes settings below `cloudOperations`, and waits for the session that is built by them. */
  configure(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Reads everything again. */
  refresh(): Promise<void>;
  /** Puts all settings and the environment back and stops the emulator. */
  close(): Promise<void>;
}

/** Starts an emulator, points the extension at it and opens the view. */
export async function openHost(): Promise<Host> {
  const emulator = await startEmulator();
  const folder = mkdtempSync(path.join(tmpdir(), 'cloud-operations-test-'));
  const credentials = path.join(folder, 'credentials.json');
  writeFileSync(credentials, JSON.stringify(emulator.credentialFile), { mode: 0o600 });
  const environment = process.env.GOOGLE_APPLICATION_CREDENTIALS;
  process.env.GOOGLE_APPLICATION_CREDENTIALS = credentials;

  const explorer = await (await extension().activate()).open();
  async function configure(settings: Readonly<Record<string, unknown>>): Promise<void> {
    let before: Explorer['session'] | undefined;
    for (const [name, value] of Object.entries(settings)) {
      // Told of a setting, the product builds a session a moment later, however long this one takes to go on.
      await update(name, value, () => (before = explorer.session));
    }
    // On a slow disk the settings that were written first may have had a session of their own: the last one counts.
    if (before) {
      await until(() => explorer.session !== before, 'a session by the new settings');
    }
  }
  async function refresh(): Promise<void> {
    await vscode.commands.executeCommand('cloudOperations.refresh');
  }
  await configure(emulator.settings);
  await vscode.commands.executeCommand('cloudOperations.operations.focus');
  await refresh();
  return {
    emulator,
    explorer,
    configure,
    refresh,
    async close() {
      // Commands change settings too.
      await configure(Object.fromEntries(contributedSettings().map((name) => [name, undefined])));
      await vscode.commands.executeCommand('workbench.action.closeAllEditors');
      if (environment === undefined) {
        delete process.env.GOOGLE_APPLICATION_CREDENTIALS;
      } else {
        process.env.GOOGLE_APPLICATION_CREDENTIALS = environment;
      }
      await emulator.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Changes a setting and waits until the host knows, unless it has the value. */
async function update(name: string, value: unknown, onTold: () => void): Promise<void> {
  const current = vscode.workspace.getConfiguration();
  if (isDeepStrictEqual(current.inspect(name)?.globalValue, value)) {
    return;
  }
  let told = false;
  const listening = vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(name)) {
      told = true;
      onTold();
    }
  });
  await current.update(name, value, vscode.ConfigurationTarget.Global);
  await until(() => told, `the host to know ${name}`);
  listening.dispose();
}

/** The names of all settings in package.json. */
function contributedSettings(): readonly string[] {
  const { contributes } = extension().packageJSON as { contributes: { configuration: ConfigurationGroup[] } };
  return contributes.configuration.flatMap(({ properties }) => Object.keys(properties));
}

interface ConfigurationGroup {
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The extension under test, by the publisher and name of package.json. */
export function extension(): vscode.Extension<ExtensionApi> {
  const found = vscode.extensions.getExtension<ExtensionApi>('cloud-operations.cloud-operations');
  if (!found) {
    throw new Error('The extension is not installed in this host.');
  }
  return found;
}
