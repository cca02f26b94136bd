import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Emulator } from '../emulator/index.js';
import type { Sandbox } from './sandbox.js';
import type { Settings } from './settings.js';

/** What a VS Code needs to take an emulator for Google. */
export interface Emulated {
  readonly settings: Settings;
  /** Names the Application Default Credentials, which work at the emulator alone. */
  readonly env: NodeJS.ProcessEnv;
}

/** Writes the emulator's credential file into the sandbox. */
export function emulate(emulator: Emulator, sandbox: Sandbox): Emulated {
  const file = path.join(sandbox.folder, 'application_default_credentials.json');
  writeFileSync(file, JSON.stringify(emulator.credentialFile), { mode: 0o600 });
  return { settings: emulator.settings, env: { GOOGLE_APPLICATION_CREDENTIALS: file } };
}
